package io.weir.engine.rank;

import io.weir.columnar.RowKinds;
import io.weir.engine.state.IntList;
import io.weir.engine.state.OrderedRows;
import java.util.Arrays;

/**
 * What a batch has changed in the rows that are given out, as one change for each row or rank: what comes and goes
 * again within the batch is not seen. For a batch of one row these are the changes that Flink makes, in its order.
 *
 * <p>Without numbers, rows {@link #enter} and {@link #leave}. With numbers, the ranks of a key {@link #beforeChange}
 * are compared to those after.
 */
final class RankChanges {
    private static final byte UNCHANGED = 0;
    private static final byte ENTERED = 1;
    private static final byte LEFT = 2;
    private static final int NONE = OrderedRows.NONE;

    private final Ranking ranking;
    private final OrderedRows ordered;

    // By row.
    private byte[] states = new byte[0];
    /** The row that was there before the batch and that this one has replaced, or NONE. */
    private int[] originals = new int[0];
    /** Of an original, the row that has replaced it last. */
    private int[] successors = new int[0];
    /** The rank before the batch, or 0. */
    private long[] ranksBefore = new long[0];

    private final IntList events = new IntList();
    private final IntList replacements = new IntList();

    private final IntList touchedSlots = new IntList();
    private boolean[] isTouched = new boolean[0];
    /** The rows before the batch of all touched keys, one key after the other. */
    private final IntList rowsBefore = new IntList();
    /** Where each touched key starts in {@link #rowsBefore}. */
    private final IntList startsBefore = new IntList();

    // What is to be given out.
    private int count;
    private int[] rows = new int[64];
    private long[] ranks = new long[64];
    private byte[] kinds = new byte[64];

    RankChanges(Ranking ranking, OrderedRows ordered) {
        this.ranking = ranking;
        this.ordered = ordered;
    }

    void ensureSlots(int slots) {
        if (slots > isTouched.length) {
            isTouched = Arrays.copyOf(isTouched, Math.max(slots, 2 * isTouched.length));
        }
    }

    /** Makes room for a row that is new. */
    void addRow(int row) {
        if (row >= states.length) {
            int old = states.length;
            int grown = Math.max(16, Math.max(row + 1, old + (old >> 1)));
            states = Arrays.copyOf(states, grown);
            originals = Arrays.copyOf(originals, grown);
            successors = Arrays.copyOf(successors, grown);
            ranksBefore = Arrays.copyOf(ranksBefore, grown);
            Arrays.fill(originals, old, grown, NONE);
            Arrays.fill(successors, old, grown, NONE);
        }
    }

    /** The rows of a key are about to change, within the ranks that are given out. */
    void beforeChange(int slot, long end) {
        if (isTouched[slot]) {
            return;
        }
        isTouched[slot] = true;
        touchedSlots.add(slot);
        if (ranking.isNumbered()) {
            startsBefore.add(rowsBefore.size());
            long rank = ranking.start();
            int row = ordered.rowAt(slot, (int) (rank - 1));
            while (row != NONE && rank <= end) {
                rowsBefore.add(row);
                ranksBefore[row] = rank++;
                row = ordered.next(row);
            }
        }
    }

    /** The keys that have changed. */
    IntList touchedSlots() {
        return touchedSlots;
    }

    /** A row is given out from now on. */
    void enter(int row) {
        if (states[row] == LEFT) {
            states[row] = UNCHANGED;
        } else {
            states[row] = ENTERED;
            events.add(row);
        }
    }

    /** A row is no longer given out. */
    void leave(int row) {
        if (states[row] == ENTERED) {
            states[row] = UNCHANGED;
        } else {
            states[row] = LEFT;
            events.add(row);
        }
    }

    /** A row is the new form of another. */
    void replace(int row, int newRow) {
        int original = originals[row] == NONE ? row : originals[row];
        originals[newRow] = original;
        successors[original] = newRow;
        replacements.add(newRow);
        replacements.add(original);
    }

    // ---- collecting ------------------------------------------------------------------------------------------------

    /**
     * Puts together what is to be given out.
     *
     * @param ends the last rank of each key, empty if it is the same for all
     */
    void collect(long[] ends) {
        count = 0;
        if (ranking.isNumbered()) {
            for (int i = 0; i < touchedSlots.size(); i++) {
                int slot = touchedSlots.get(i);
                int to = i + 1 < startsBefore.size() ? startsBefore.get(i + 1) : rowsBefore.size();
                compare(slot, startsBefore.get(i), to, ranking.hasVariableEnd() ? ends[slot] : ranking.end());
            }
        } else {
            for (int i = 0; i < events.size(); i++) {
                collectEvent(events.get(i));
            }
        }
        forget();
    }

    private void collectEvent(int row) {
        byte state = states[row];
        if (state == LEFT) {
            int successor = successors[row];
            if (successor != NONE && states[successor] == ENTERED) {
                collectUpdate(row, successor);
            } else {
                add(row, 0, RowKinds.DELETE);
            }
        } else if (state == ENTERED) {
            int original = originals[row];
            if (original != NONE && states[original] == LEFT && successors[original] == row) {
                collectUpdate(original, row);
            } else {
                add(row, 0, RowKinds.INSERT);
            }
        }
        states[row] = UNCHANGED;
    }

    private void collectUpdate(int before, int after) {
        if (ranking.hasUpdateBefore()) {
            add(before, 0, RowKinds.UPDATE_BEFORE);
        }
        add(after, 0, RowKinds.UPDATE_AFTER);
        states[before] = UNCHANGED;
        states[after] = UNCHANGED;
    }

    /** Compares the rows of each rank, before and after. */
    private void compare(int slot, int from, int to, long end) {
        long rank = ranking.start();
        int at = from;
        int row = ordered.rowAt(slot, (int) (rank - 1));
        while (rank <= end && (at < to || row != NONE)) {
            int before = at < to ? rowsBefore.get(at) : NONE;
            if (before != row) {
                if (before != NONE && ranksBefore[before] == rank) {
                    addBefore(before, rank, row == NONE);
                }
                if (row != NONE) {
                    addAfter(row, rank, before != NONE);
                }
            }
            if (before != NONE) {
                ranksBefore[before] = 0;
            }
            at++;
            rank++;
            row = row == NONE ? NONE : ordered.next(row);
        }
        // Where a variable range has no such rank any more, nothing has changed either.
        for (; at < to; at++) {
            ranksBefore[rowsBefore.get(at)] = 0;
        }
    }

    private void addBefore(int row, long rank, boolean isLast) {
        if (isLast) {
            add(row, rank, RowKinds.DELETE);
        } else if (ranking.hasUpdateBefore()) {
            add(row, rank, RowKinds.UPDATE_BEFORE);
        }
    }

    /** Where rows are known by a key, the old form of a row goes before its new one comes, whatever its rank was. */
    private void addAfter(int row, long rank, boolean isUpdate) {
        if (ranking.input() == Ranking.Input.UPDATES) {
            int original = originals[row] == NONE ? row : originals[row];
            if (ranksBefore[original] > rank) {
                addBefore(original, ranksBefore[original], false);
                ranksBefore[original] = 0;
            }
        }
        add(row, rank, isUpdate ? RowKinds.UPDATE_AFTER : RowKinds.INSERT);
    }

    private void add(int row, long rank, byte kind) {
        if (count == rows.length) {
            int grown = count + (count >> 1);
            rows = Arrays.copyOf(rows, grown);
            ranks = Arrays.copyOf(ranks, grown);
            kinds = Arrays.copyOf(kinds, grown);
        }
        rows[count] = row;
        ranks[count] = rank;
        kinds[count++] = kind;
    }

    /** What was noted of this batch; what was collected stays until the next one. */
    private void forget() {
        for (int i = 0; i < touchedSlots.size(); i++) {
            isTouched[touchedSlots.get(i)] = false;
        }
        for (int i = 0; i < replacements.size(); i++) {
            originals[replacements.get(i)] = NONE;
            successors[replacements.get(i)] = NONE;
        }
        replacements.clear();
        events.clear();
        rowsBefore.clear();
        startsBefore.clear();
    }

    /** Ends the batch. */
    void clear() {
        touchedSlots.clear();
        count = 0;
    }

    // ---- what is to be given out
    // -------------------------------------------------------------------------------------

    int count() {
        return count;
    }

    int row(int index) {
        return rows[index];
    }

    long rank(int index) {
        return ranks[index];
    }

    byte kind(int index) {
        return kinds[index];
    }

    long memoryBytes() {
        return states.length * (1L + 2 * Integer.BYTES + Long.BYTES)
                + rows.length * (1L + Integer.BYTES + Long.BYTES)
                + isTouched.length;
    }
}
