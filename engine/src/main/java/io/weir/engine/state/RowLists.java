package io.weir.engine.state;

/**
 * The rows of a {@link RowTable} key by key, for an owner that lists them by slot of a {@link KeyedSlots}: with them a
 * key can leave memory and come back.
 */
public abstract class RowLists implements SlotState {
    private static final int NONE = -1;

    private final RowTable table;

    protected RowLists(RowTable table) {
        this.table = table;
    }

    /** The first row of a slot, or -1. */
    protected abstract int first(int slot);

    /** The row of the same slot after this one, or -1. */
    protected abstract int next(int row);

    /** Puts a row that has come back into the list of a slot, behind those that came back before. */
    protected abstract void comeBack(int slot, int row);

    /** Removes all rows of a slot from wherever they are. */
    protected abstract void clear(int slot);

    @Override
    public String schema() {
        return "rows of " + table.name();
    }

    @Override
    public boolean hasChanged(int slot) {
        for (int row = first(slot); row != NONE; row = next(row)) {
            if (table.hasChanged(row)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void writeSlot(int slot, StateOutput out) {
        int count = 0;
        for (int row = first(slot); row != NONE; row = next(row)) {
            count++;
        }
        out.putCount(count);
        for (int row = first(slot); row != NONE; row = next(row)) {
            table.writeCold(row, out);
        }
    }

    @Override
    public void readSlot(int slot, StateInput in) {
        for (int rest = in.getCount(); rest > 0; rest--) {
            comeBack(slot, table.readCold(in));
        }
    }

    @Override
    public void markParts(int slot) {
        for (int row = first(slot); row != NONE; row = next(row)) {
            table.markUnsaved(row);
        }
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            for (int row = first(slots[i]); row != NONE; row = next(row)) {
                table.forget(row);
            }
            clear(slots[i]);
        }
    }
}
