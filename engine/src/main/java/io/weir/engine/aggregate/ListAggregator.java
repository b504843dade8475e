package io.weir.engine.aggregate;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.SlotList;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;

/**
 * Aggregates that keep the values of a group in the order of their arrival: ARRAY_AGG, LISTAGG, JSON_ARRAYAGG, and
 * FIRST_VALUE and LAST_VALUE where rows may be taken away again. A retraction takes away the oldest equal value.
 */
final class ListAggregator extends RowsOnlyAggregator {
    private static final byte[] COMMA = {','};

    private final ListForm form;
    private final Column prototype;
    private final boolean keepsNulls;
    private final boolean canRetract;
    private final SlotList list;
    /** Retractions that found no equal value; they wait for a merge that brings one. */
    private final SlotList owed;
    /** LISTAGG's delimiter, which is the same in all rows. */
    private byte[] delimiter = COMMA;

    /** The prototype gives the shape of the values; it is only looked at. */
    ListAggregator(ListForm form, Column prototype, boolean keepsNulls, boolean canRetract) {
        this.form = form;
        this.prototype = prototype;
        this.keepsNulls = keepsNulls;
        this.canRetract = canRetract;
        list = new SlotList(prototype, canRetract);
        owed = new SlotList(prototype, false);
    }

    @Override
    public void ensureSlots(int count) {
        list.ensureSlots(count);
        if (canRetract) {
            owed.ensureSlots(count);
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public boolean ignoresNulls() {
        return !keepsNulls;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            if (keepsNulls || !argument.isNull(positions[i])) {
                list.add(slots[i], argument, positions[i]);
            }
        }
        if (arguments.length > 1 && count > 0) {
            delimiter = ((BytesColumn) arguments[1]).getBytes(positions[0]);
        }
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        Column argument = arguments[0];
        for (int i = 0; i < count; i++) {
            boolean counts = keepsNulls || !argument.isNull(positions[i]);
            if (counts && !list.remove(slots[i], argument, positions[i])) {
                owed.add(slots[i], argument, positions[i]);
            }
        }
        if (arguments.length > 1 && count > 0) {
            delimiter = ((BytesColumn) arguments[1]).getBytes(positions[0]);
        }
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        ListAggregator from = (ListAggregator) other;
        if (from.delimiter != COMMA) {
            delimiter = from.delimiter;
        }
        for (int i = 0; i < count; i++) {
            addAll(list, from.list, otherSlots[i], slots[i]);
            if (canRetract) {
                addAll(owed, from.owed, otherSlots[i], slots[i]);
                settle(slots[i]);
            }
        }
    }

    private static void addAll(SlotList to, SlotList from, int otherSlot, int slot) {
        for (int node = from.first(otherSlot); node >= 0; node = from.next(node)) {
            to.add(slot, from.values(), node);
        }
    }

    /** Takes away what is owed, as far as it is there now. */
    private void settle(int slot) {
        if (owed.first(slot) < 0) {
            return;
        }
        SlotList rest = new SlotList(prototype, false);
        rest.ensureSlots(1);
        for (int node = owed.first(slot); node >= 0; node = owed.next(node)) {
            if (!list.remove(slot, owed.values(), node)) {
                rest.add(0, owed.values(), node);
            }
        }
        owed.clearSlot(slot);
        addAll(owed, rest, 0, slot);
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        form.write(list, slot, delimiter, result, position);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            list.clearSlot(slots[i]);
            if (canRetract) {
                owed.clearSlot(slots[i]);
            }
        }
    }

    @Override
    public void clear() {
        list.clear();
        owed.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        list.writeSlot(slot, out);
        if (canRetract) {
            owed.writeSlot(slot, out);
        }
        if (form == ListForm.TEXT) {
            out.putBytes(delimiter);
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        list.readSlot(slot, in);
        if (canRetract) {
            owed.readSlot(slot, in);
        }
        if (form == ListForm.TEXT) {
            delimiter = in.getBytes();
        }
    }

    @Override
    String stateSchema() {
        return "LIST " + form + (canRetract ? " of changes " : " ") + ColumnShape.of(prototype);
    }

    @Override
    public Aggregator newEmpty() {
        return new ListAggregator(form, prototype, keepsNulls, canRetract);
    }

    @Override
    public long memoryBytes() {
        return list.memoryBytes() + owed.memoryBytes();
    }
}
