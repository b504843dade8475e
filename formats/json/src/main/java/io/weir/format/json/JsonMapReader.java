package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.MapColumn;
import java.util.Arrays;

/**
 * MAP and MULTISET with texts as keys.
 *
 * <p>A map's entries come in the order in which Flink's format, which collects them in a {@link java.util.HashMap},
 * would give them, so that a map that is printed or written again looks the same.
 */
final class JsonMapReader extends JsonValueReader {
    private final JsonRecord record;
    private final JsonValueReader values;
    private MapColumn column = new MapColumn(0, new BytesColumn(0), new IntColumn(0));
    private int[] keyStarts = new int[8];
    private int[] keyEnds = new int[8];
    private int[] valueStarts = new int[8];
    private int[] valueEnds = new int[8];
    private int[] hashes = new int[8];
    private long[] order = new long[8];

    JsonMapReader(JsonRecord record, JsonValueReader values) {
        this.record = record;
        this.values = values;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (MapColumn) column;
        if (isFresh) {
            keys().view(record.target());
        }
        values.bind(this.column.values(), isFresh);
    }

    private BytesColumn keys() {
        return (BytesColumn) column.keys();
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (data[index] != '{') {
            if (JsonScanner.isNull(data, index)) {
                setNull(position);
                return index + 4;
            }
            return JsonScanner.GIVE_UP;
        }
        column.begin(position);
        boolean isMultiline = record.isMultiline();
        int at = JsonScanner.skipSpace(data, index + 1, isMultiline);
        if (data[at] == '}') {
            return at + 1;
        }
        int count = 0;
        while (true) {
            if (count == keyStarts.length) {
                grow();
            }
            int keyEnd = data[at] == '"' ? JsonScanner.keyEnd(data, at + 1) : JsonScanner.GIVE_UP;
            int value = keyEnd < 0 ? JsonScanner.GIVE_UP : JsonScanner.valueStart(data, keyEnd + 1, isMultiline);
            int valueEnd = value < 0 ? JsonScanner.GIVE_UP : JsonScanner.skipValue(data, value, isMultiline);
            if (valueEnd < 0) {
                return JsonScanner.GIVE_UP;
            }
            keyStarts[count] = at + 1;
            keyEnds[count] = keyEnd;
            valueStarts[count] = value;
            valueEnds[count++] = valueEnd;
            at = JsonScanner.skipSpace(data, valueEnd, isMultiline);
            if (data[at] == '}') {
                return readEntries(data, count) ? at + 1 : JsonScanner.GIVE_UP;
            } else if (data[at] != ',') {
                return JsonScanner.GIVE_UP;
            }
            at = JsonScanner.skipSpace(data, at + 1, isMultiline);
        }
    }

    private boolean readEntries(byte[] data, int count) {
        if (count > 1 && !sort(data, count)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int entry = count == 1 ? 0 : (int) order[i];
            int to = column.addEntry();
            keys().setView(to, 0, 0);
            values.blank(to);
            record.setText(keys(), to, data, keyStarts[entry], keyEnds[entry] - keyStarts[entry]);
            if (values.read(data, valueStarts[entry], to) != valueEnds[entry]) {
                return false;
            }
        }
        return true;
    }

    /** Orders the entries by the bucket that their key has in a HashMap of this size; false if a key comes twice. */
    private boolean sort(byte[] data, int count) {
        int buckets = MapOrder.bucketCount(count);
        for (int i = 0; i < count; i++) {
            hashes[i] = MapOrder.spread(MapOrder.hash(data, keyStarts[i], keyEnds[i]));
            order[i] = ((long) (hashes[i] & (buckets - 1)) << Integer.SIZE) | i;
        }
        Arrays.sort(order, 0, count);
        for (int i = 1; i < count; i++) {
            for (int j = i - 1; j >= 0 && order[i] >>> Integer.SIZE == order[j] >>> Integer.SIZE; j--) {
                if (isSameKey(data, (int) order[i], (int) order[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isSameKey(byte[] data, int a, int b) {
        return hashes[a] == hashes[b] && Arrays.equals(data, keyStarts[a], keyEnds[a], data, keyStarts[b], keyEnds[b]);
    }

    private void grow() {
        int size = 2 * keyStarts.length;
        keyStarts = Arrays.copyOf(keyStarts, size);
        keyEnds = Arrays.copyOf(keyEnds, size);
        valueStarts = Arrays.copyOf(valueStarts, size);
        valueEnds = Arrays.copyOf(valueEnds, size);
        hashes = Arrays.copyOf(hashes, size);
        order = Arrays.copyOf(order, size);
    }

    @Override
    void setNull(int position) {
        column.begin(position);
        column.setNull(position);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }

    @Override
    void blank(int position) {
        column.begin(position);
    }
}
