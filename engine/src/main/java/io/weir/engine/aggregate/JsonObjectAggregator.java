package io.weir.engine.aggregate;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.SlotColumn;
import io.weir.engine.state.SlotValues;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;
import java.util.TreeMap;

/** JSON_OBJECTAGG: keys and values, which are JSON already, as an object whose keys are sorted. */
final class JsonObjectAggregator extends RowsOnlyAggregator {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final boolean skipsNulls;
    private final SlotValues keys = new SlotValues(new BytesColumn(0));
    /** The values, by the entries of the keys. */
    private final SlotColumn values = new SlotColumn(new BytesColumn(0));

    private final Column[] key = new Column[1];
    private final ByteSink text = new ByteSink();

    JsonObjectAggregator(boolean skipsNulls) {
        this.skipsNulls = skipsNulls;
    }

    @Override
    public void ensureSlots(int count) {
        keys.ensureSlots(count);
    }

    /** A key may come again when it has been taken away. */
    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public boolean ignoresNulls() {
        return false;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        key[0] = arguments[0];
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (arguments[0].isNull(position)) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "A key is null",
                        "JSON_OBJECTAGG",
                        "Leave such rows out with FILTER (WHERE key IS NOT NULL)",
                        null);
            }
            if (keys.find(slots[i], key, position) >= 0) {
                throw duplicate(((BytesColumn) arguments[0]).getString(position));
            }
            if (!skipsNulls || !arguments[1].isNull(position)) {
                put(slots[i], position, arguments[1], position);
            }
        }
    }

    private void put(int slot, int keyPosition, Column source, int position) {
        int entry = keys.findOrAdd(slot, key, keyPosition);
        values.ensureSlots(entry + 1);
        values.set(entry, source, position);
    }

    private static WeirException duplicate(String key) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "Key '" + key + "' is already present",
                "JSON_OBJECTAGG",
                "Keys of one group must be unique: group by more, or aggregate by key first",
                null);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        key[0] = arguments[0];
        for (int i = 0; i < count; i++) {
            int entry = keys.find(slots[i], key, positions[i]);
            if (entry >= 0) {
                remove(entry);
            }
        }
    }

    private void remove(int entry) {
        keys.remove(entry);
        values.remove(entry);
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        JsonObjectAggregator from = (JsonObjectAggregator) other;
        for (int i = 0; i < count; i++) {
            int entry = from.keys.first(otherSlots[i]);
            while (entry >= 0) {
                int next = from.keys.next(entry);
                key[0] = from.keys.values()[0];
                if (keys.find(slots[i], key, entry) >= 0) {
                    throw duplicate(((BytesColumn) key[0]).getString(entry));
                }
                put(slots[i], entry, from.values.values(), from.values.position(entry));
                entry = next;
            }
        }
    }

    @Override
    public void writeResult(int slot, Column result, int position) {
        // The order of Java's strings, which is Flink's.
        TreeMap<String, Integer> sorted = new TreeMap<>();
        for (int entry = keys.first(slot); entry >= 0; entry = keys.next(entry)) {
            sorted.put(((BytesColumn) keys.values()[0]).getString(entry), entry);
        }
        text.clear();
        text.append((byte) '{');
        for (Map.Entry<String, Integer> member : sorted.entrySet()) {
            if (text.length() > 1) {
                text.append((byte) ',');
            }
            appendQuoted(member.getKey());
            text.append((byte) ':');
            BytesColumn texts = (BytesColumn) values.values();
            int at = values.position(member.getValue());
            if (texts.isNull(at)) {
                text.append(NULL);
            } else {
                text.append(texts.data(), texts.starts()[at], texts.lengths()[at]);
            }
        }
        text.append((byte) '}');
        ((BytesColumn) result).set(position, text.bytes(), 0, text.length());
    }

    private void appendQuoted(String name) {
        StringBuilder quoted = new StringBuilder(name.length() + 2).append('"');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        text.append(quoted.append('"').toString());
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            while (keys.first(slots[i]) >= 0) {
                remove(keys.first(slots[i]));
            }
        }
    }

    @Override
    public void clear() {
        keys.clear();
        values.clear();
    }

    @Override
    void writeState(int slot, StateOutput out) {
        int count = 0;
        for (int entry = keys.first(slot); entry >= 0; entry = keys.next(entry)) {
            count++;
        }
        out.putCount(count);
        for (int entry = keys.first(slot); entry >= 0; entry = keys.next(entry)) {
            out.putValue(keys.values()[0], entry);
            out.putValue(values.values(), values.position(entry));
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        int count = in.getCount();
        BytesColumn member = new BytesColumn(2);
        key[0] = member;
        for (int i = 0; i < count; i++) {
            member.reset();
            in.getValue(member, 0);
            in.getValue(member, 1);
            put(slot, 0, member, 1);
        }
    }

    @Override
    String stateSchema() {
        return "JSON_OBJECT";
    }

    @Override
    public Aggregator newEmpty() {
        return new JsonObjectAggregator(skipsNulls);
    }

    @Override
    public long memoryBytes() {
        return keys.memoryBytes() + values.memoryBytes();
    }
}
