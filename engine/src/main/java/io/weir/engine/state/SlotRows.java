package io.weir.engine.state;

import io.weir.columnar.Batch;
import java.util.Arrays;

/**
 * A row for each slot, or none: what an operator must remember of a key.
 *
 * <p>Rows are kept in pages of columns, so that growing copies nothing and no page's texts reach the limit of an array.
 * A row that is written again leaves its old texts behind; once a page has been written over as often as it has rows,
 * it is copied into a new one.
 */
public final class SlotRows implements SlotState {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_ROWS - 1;
    private static final int REWRITES_MIN = 256;

    private final Batch prototype;
    private Page[] pages = new Page[0];
    private int rowCount;

    /** The rows of neighbouring slots. */
    private static final class Page {
        private Batch rows;
        private final boolean[] isThere = new boolean[PAGE_ROWS];
        private int liveCount;
        private int rewrites;

        Page(Batch rows) {
            this.rows = rows;
        }
    }

    /** Makes a store for rows of the shape of this batch, which is only looked at. */
    public SlotRows(Batch prototype) {
        this.prototype = prototype.newEmpty(0);
    }

    /** The number of slots that have a row. */
    public int size() {
        return rowCount;
    }

    public boolean has(int slot) {
        int page = slot >>> PAGE_BITS;
        return page < pages.length && pages[page].isThere[slot & PAGE_MASK];
    }

    /** The batch that holds the row of a slot, at {@link #position}; valid until the next change. */
    public Batch rows(int slot) {
        return pages[slot >>> PAGE_BITS].rows;
    }

    /** Where the row of a slot stands in {@link #rows}. */
    public static int position(int slot) {
        return slot & PAGE_MASK;
    }

    /** Keeps a copy of a row's fields for a slot, in place of what it had. */
    public void set(int slot, Batch batch, int position) {
        Page page = page(slot);
        int at = slot & PAGE_MASK;
        if (page.isThere[at]) {
            page.rewrites++;
        } else {
            page.isThere[at] = true;
            page.liveCount++;
            rowCount++;
        }
        if (page.rewrites > Math.max(REWRITES_MIN, page.liveCount)) {
            copy(page);
        }
        copyRow(batch, position, page.rows, at);
    }

    /** Forgets the row of a slot, if it has one. */
    public void remove(int slot) {
        if (has(slot)) {
            Page page = pages[slot >>> PAGE_BITS];
            page.isThere[slot & PAGE_MASK] = false;
            page.liveCount--;
            page.rewrites++;
            rowCount--;
            if (page.liveCount == 0) {
                page.rows.reset();
                page.rewrites = 0;
            }
        }
    }

    /** True if the fields of a slot's row are equal to those of a row. */
    public boolean isEqual(int slot, Batch batch, int position) {
        Batch rows = rows(slot);
        int at = slot & PAGE_MASK;
        for (int i = 0; i < batch.columnCount(); i++) {
            if (!ValueEquality.equal(rows.column(i), at, batch.column(i), position)) {
                return false;
            }
        }
        return true;
    }

    private Page page(int slot) {
        int number = slot >>> PAGE_BITS;
        if (number >= pages.length) {
            int old = pages.length;
            pages = Arrays.copyOf(pages, number + 1);
            for (int i = old; i <= number; i++) {
                pages[i] = new Page(prototype.newEmpty(0));
            }
        }
        return pages[number];
    }

    private void copy(Page page) {
        Batch fresh = prototype.newEmpty(0);
        for (int at = 0; at < PAGE_ROWS; at++) {
            if (page.isThere[at]) {
                copyRow(page.rows, at, fresh, at);
            }
        }
        page.rows = fresh;
        page.rewrites = 0;
    }

    /** Moves rows after slots were numbered anew: new slot n was {@code formerSlots[n]}. */
    public void pack(int[] formerSlots) {
        SlotRows packed = new SlotRows(prototype);
        for (int slot = 0; slot < formerSlots.length; slot++) {
            int former = formerSlots[slot];
            if (has(former)) {
                packed.set(slot, rows(former), position(former));
            }
        }
        pages = packed.pages;
    }

    @Override
    public void ensureSlots(int count) {
        // Pages are made when a row is kept.
    }

    @Override
    public String schema() {
        return rowSchema(prototype);
    }

    /** The shape of rows in words; that of rows with more columns behind them begins with it. */
    static String rowSchema(Batch rows) {
        StringBuilder schema = new StringBuilder("row");
        for (int i = 0; i < rows.columnCount(); i++) {
            schema.append(' ').append(rows.column(i).kind());
        }
        return schema.toString();
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        out.putBoolean(has(slot));
        if (has(slot)) {
            out.putRow(rows(slot), position(slot));
        }
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        if (in.getBoolean()) {
            readRow(slot, in);
        }
    }

    /** Reads a row that {@link StateOutput#putRow} has written into a slot that has none. */
    public void readRow(int slot, StateInput in) {
        Page page = page(slot);
        int at = position(slot);
        for (int i = 0; i < page.rows.columnCount(); i++) {
            page.rows.column(i).ensureCapacity(at + 1);
        }
        in.getRow(page.rows, at);
        page.isThere[at] = true;
        page.liveCount++;
        rowCount++;
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            remove(slots[i]);
        }
    }

    private static void copyRow(Batch from, int fromPosition, Batch to, int position) {
        for (int i = 0; i < to.columnCount(); i++) {
            to.column(i).ensureCapacity(position + 1);
            to.column(i).replace(position, from.column(i), fromPosition);
        }
    }

    /** Bytes of memory that the rows hold. */
    public long memoryBytes() {
        long bytes = 0;
        for (Page page : pages) {
            bytes += page.rows.memoryBytes() + PAGE_ROWS;
        }
        return bytes;
    }
}
