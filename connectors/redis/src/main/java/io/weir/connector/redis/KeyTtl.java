package io.weir.connector.redis;

import java.io.Serializable;

/**
 * When a key goes by itself.
 *
 * @param millis how long it stays; 0 for ever
 * @param refresh from when that is counted
 * @param column the position of the column with the time, for {@link Refresh#COLUMN}; otherwise negative
 */
record KeyTtl(long millis, Refresh refresh, int column) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** From when a key's time is counted. */
    enum Refresh {
        /** Each write begins the time anew. */
        ON_WRITE,
        /** The time begins when the key comes to be; later writes leave it as it is. */
        ON_CREATE,
        /** The time begins at that in a column of the row, so that it does not hang on when the row is written. */
        COLUMN
    }

    boolean isForEver() {
        return millis == 0;
    }
}
