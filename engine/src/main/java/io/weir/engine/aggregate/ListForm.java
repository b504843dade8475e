package io.weir.engine.aggregate;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.state.SlotList;

/** What becomes of the values that a {@link ListAggregator} keeps. */
enum ListForm {
    /** ARRAY_AGG: the values; null if there are none. */
    ARRAY {
        @Override
        void write(SlotList list, int slot, byte[] delimiter, Column result, int position) {
            int node = list.first(slot);
            if (node < 0) {
                result.setNull(position);
                return;
            }
            ArrayColumn array = (ArrayColumn) result;
            array.begin(position);
            for (; node >= 0; node = list.next(node)) {
                array.elements().set(array.addElement(), list.values(), node);
            }
        }
    },
    /** LISTAGG: the texts with a delimiter in between; null if there are none. */
    TEXT {
        @Override
        void write(SlotList list, int slot, byte[] delimiter, Column result, int position) {
            if (list.first(slot) < 0) {
                result.setNull(position);
            } else {
                join(list, slot, new byte[0], delimiter, (BytesColumn) result, position);
            }
        }
    },
    /** JSON_ARRAYAGG: the values, which are JSON already, in brackets. */
    JSON {
        @Override
        void write(SlotList list, int slot, byte[] delimiter, Column result, int position) {
            join(list, slot, BRACKETS, COMMA, (BytesColumn) result, position);
        }
    },
    /** FIRST_VALUE. */
    FIRST {
        @Override
        void write(SlotList list, int slot, byte[] delimiter, Column result, int position) {
            writeOne(list, list.first(slot), result, position);
        }
    },
    /** LAST_VALUE. */
    LAST {
        @Override
        void write(SlotList list, int slot, byte[] delimiter, Column result, int position) {
            writeOne(list, list.last(slot), result, position);
        }
    };

    private static final byte[] COMMA = {','};
    private static final byte[] BRACKETS = {'[', ']'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** Writes the result of a slot. */
    abstract void write(SlotList list, int slot, byte[] delimiter, Column result, int position);

    private static void writeOne(SlotList list, int node, Column result, int position) {
        if (node < 0) {
            result.setNull(position);
        } else {
            result.set(position, list.values(), node);
        }
    }

    /** Writes all texts of a list in brackets, if there are any brackets. */
    private static void join(
            SlotList list, int slot, byte[] brackets, byte[] delimiter, BytesColumn result, int position) {
        BytesColumn texts = (BytesColumn) list.values();
        long length = brackets.length;
        for (int node = list.first(slot); node >= 0; node = list.next(node)) {
            length += texts.isNull(node) ? NULL.length : texts.lengths()[node];
            length += list.next(node) < 0 ? 0 : delimiter.length;
        }
        int at = result.allocate(position, Math.toIntExact(length));
        byte[] data = result.data();
        if (brackets.length > 0) {
            data[at++] = brackets[0];
        }
        for (int node = list.first(slot); node >= 0; node = list.next(node)) {
            if (texts.isNull(node)) {
                System.arraycopy(NULL, 0, data, at, NULL.length);
                at += NULL.length;
            } else {
                System.arraycopy(texts.data(), texts.starts()[node], data, at, texts.lengths()[node]);
                at += texts.lengths()[node];
            }
            if (list.next(node) >= 0) {
                System.arraycopy(delimiter, 0, data, at, delimiter.length);
                at += delimiter.length;
            }
        }
        if (brackets.length > 0) {
            data[at] = brackets[1];
        }
    }
}
