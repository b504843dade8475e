package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.engine.text.Words;

/** TINYINT, SMALLINT, INT and INTERVAL YEAR TO MONTH: whole numbers, also as texts. */
final class JsonIntReader extends JsonValueReader {
    private final int min;
    private final int max;
    private IntColumn column = new IntColumn(0);

    JsonIntReader(int min, int max) {
        this.min = min;
        this.max = max;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (IntColumn) column;
    }

    @Override
    int action(boolean isQuoted) {
        return JsonStep.READ_INT;
    }

    @Override
    int read(byte[] data, int index, int position) {
        long digits = Words.digits(Words.get(data, index));
        int count = Words.digitCount(digits);
        if (count > 0 && count < 8 && ((digits & 0xFF) != 0 || count == 1)) {
            int value = Words.number(digits, count);
            if (value <= max) {
                column.set(position, value);
                return index + count;
            }
        }
        return readOther(data, index, position);
    }

    private int readOther(byte[] data, int index, int position) {
        byte c = data[index];
        if (c == '"') {
            return readQuoted(data, index + 1, position);
        } else if (JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return readNumber(data, index, position);
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = readNumber(data, index, position);
        return end >= 0 && data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
    }

    private int readNumber(byte[] data, int index, int position) {
        int first = data[index] == '-' ? index + 1 : index;
        int end = JsonScanner.digitsEnd(data, first);
        int count = end - first;
        if (count == 0 || count > 10 || (data[first] == '0' && count > 1)) {
            return JsonScanner.GIVE_UP;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            value = value * 10 + data[i] - '0';
        }
        value = first == index ? value : -value;
        if (value < min || value > max) {
            return JsonScanner.GIVE_UP;
        }
        column.set(position, (int) value);
        return end;
    }

    @Override
    void setNull(int position) {
        column.setNull(position);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }
}
