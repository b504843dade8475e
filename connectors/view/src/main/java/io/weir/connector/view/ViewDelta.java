package io.weir.connector.view;

/**
 * What some time has changed in a view, each key once.
 *
 * @param keys the keys
 * @param rows the row of each key, or {@link #GONE}
 * @param hashes the hash of each key, by which rows are sent to an instance
 */
record ViewDelta(byte[][] keys, byte[][] rows, int[] hashes) {
    /** In place of the row of a key that has none any more. */
    static final byte[] GONE = new byte[0];

    static final ViewDelta NOTHING = new ViewDelta(new byte[0][], new byte[0][], new int[0]);

    int size() {
        return keys.length;
    }
}
