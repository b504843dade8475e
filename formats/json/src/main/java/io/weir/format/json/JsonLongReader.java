package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.text.Words;

/** BIGINT and INTERVAL DAY TO SECOND: whole numbers, also as texts. */
final class JsonLongReader extends JsonValueReader {
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private LongColumn column = new LongColumn(0);

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (LongColumn) column;
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int read(byte[] data, int index, int position) {
        byte c = data[index];
        if (c == '"') {
            return readQuoted(data, index + 1, position);
        } else if (c == 'n' && JsonScanner.isNull(data, index)) {
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
        long value = 0;
        int at = first;
        long digits = Words.digits(Words.get(data, at));
        int count = Words.digitCount(digits);
        if (count == 8) {
            value = Words.number(digits, 8);
            at += 8;
            digits = Words.digits(Words.get(data, at));
            count = Words.digitCount(digits);
            if (count == 8) {
                value = value * 100_000_000 + Words.number(digits, 8);
                at += 8;
                count = 0;
            }
        }
        if (count > 0) {
            value = value * POWERS[count] + Words.number(digits, count);
            at += count;
        }
        while (data[at] >= '0' && data[at] <= '9' && at - first < 20) {
            value = value * 10 + data[at++] - '0';
        }
        // Nineteen digits stay below 10^19, which still fits 64 bits without a sign.
        if (at == first || at - first > 19 || value < 0 || (data[first] == '0' && at > first + 1)) {
            return JsonScanner.GIVE_UP;
        }
        column.set(position, first == index ? value : -value);
        return at;
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
