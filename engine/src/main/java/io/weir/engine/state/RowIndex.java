package io.weir.engine.state;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import java.util.Arrays;

/**
 * Finds rows of a {@link RowStore} by what stands in some of their columns. Rows that are equal there are kept in the
 * order in which they came; the first of them is found.
 */
public final class RowIndex {
    private static final int NONE = -1;

    private final int[] columns;
    private final RowStore store;
    private final ByteSink encoded = new ByteSink();
    private final ByteSink otherEncoded = new ByteSink();

    private int[] table = new int[64];
    private int distinctCount;
    private int[] hashes = new int[0];
    /** Of the first of equal rows, the next row in the chain of its place in the table. */
    private int[] chain = new int[0];
    /** The next of equal rows. */
    private int[] nextEqual = new int[0];
    /** Of the first of equal rows, the last of them. */
    private int[] lastEqual = new int[0];

    /**
     * Makes an index.
     *
     * @param columns what is compared
     */
    public RowIndex(RowStore store, int... columns) {
        this.store = store;
        this.columns = columns.clone();
        Arrays.fill(table, NONE);
    }

    /** Writes the hash of each row of a batch, which {@link #find} wants; made once for a batch. */
    public void hash(Batch batch, int[] result) {
        new KeyHasher(columns).hash(batch, result);
    }

    /** The first row that is equal to a row of a batch, or -1. */
    public int find(Batch batch, int position, int hash) {
        int row = table[hash & (table.length - 1)];
        if (row == NONE) {
            return NONE;
        }
        encode(batch, position, encoded);
        while (row != NONE && !(hashes[row] == hash && isEncoded(row))) {
            row = chain[row];
        }
        return row;
    }

    private boolean isEncoded(int row) {
        encode(store.rows(), row, otherEncoded);
        return Arrays.equals(encoded.bytes(), 0, encoded.length(), otherEncoded.bytes(), 0, otherEncoded.length());
    }

    private void encode(Batch batch, int position, ByteSink out) {
        out.clear();
        for (int column : columns) {
            KeyEncoder.encode(batch.column(column), position, out);
        }
    }

    /** Adds a row of the store. */
    public void add(int row) {
        int hash = 0;
        for (int column : columns) {
            hash += KeyHasher.hash(store.rows().column(column), row);
        }
        add(row, hash);
    }

    /** Adds a row of the store, whose hash is known. */
    public void add(int row, int hash) {
        ensureRow(row);
        hashes[row] = hash;
        nextEqual[row] = NONE;
        lastEqual[row] = row;
        chain[row] = NONE;
        int first = find(store.rows(), row, hash);
        if (first != NONE) {
            nextEqual[lastEqual[first]] = row;
            lastEqual[first] = row;
            return;
        }
        if (distinctCount >= table.length) {
            rehash();
        }
        int at = hash & (table.length - 1);
        chain[row] = table[at];
        table[at] = row;
        distinctCount++;
    }

    private void ensureRow(int row) {
        if (row >= hashes.length) {
            int grown = Math.max(16, Math.max(row + 1, hashes.length + (hashes.length >> 1)));
            hashes = Arrays.copyOf(hashes, grown);
            chain = Arrays.copyOf(chain, grown);
            nextEqual = Arrays.copyOf(nextEqual, grown);
            lastEqual = Arrays.copyOf(lastEqual, grown);
        }
    }

    private void rehash() {
        int[] old = table;
        table = new int[old.length * 2];
        Arrays.fill(table, NONE);
        for (int first : old) {
            int row = first;
            while (row != NONE) {
                int following = chain[row];
                int at = hashes[row] & (table.length - 1);
                chain[row] = table[at];
                table[at] = row;
                row = following;
            }
        }
    }

    /** Removes a row, which must be the first of those that are equal. */
    public void removeFirst(int row) {
        int at = hashes[row] & (table.length - 1);
        int replacement = nextEqual[row];
        if (replacement == NONE) {
            replacement = chain[row];
            distinctCount--;
        } else {
            lastEqual[replacement] = lastEqual[row];
            chain[replacement] = chain[row];
        }
        if (table[at] == row) {
            table[at] = replacement;
            return;
        }
        int before = table[at];
        while (chain[before] != row) {
            before = chain[before];
        }
        chain[before] = replacement;
    }

    /** Bytes of memory that the index holds. */
    public long memoryBytes() {
        return (table.length + 4L * hashes.length) * Integer.BYTES;
    }
}
