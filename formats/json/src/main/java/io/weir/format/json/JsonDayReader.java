package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.engine.text.TimestampText;
import io.weir.engine.text.Words;

/** DATE as {@code yyyy-MM-dd}, and TIME as {@code HH:mm:ss} with a fraction of up to three digits. */
final class JsonDayReader extends JsonValueReader {
    private static final String TIME = "00:00:00";
    private static final long TIME_WORD = Words.of(TIME);
    private static final long TIME_LIMITS = Words.patternLimits(TIME);

    private final boolean isDate;
    private IntColumn column = new IntColumn(0);

    /**
     * Makes the reader.
     *
     * @param isDate true for DATE, false for TIME
     */
    JsonDayReader(boolean isDate) {
        this.isDate = isDate;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (IntColumn) column;
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (data[index] == '"') {
            return readQuoted(data, index + 1, position);
        } else if (JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return JsonScanner.GIVE_UP;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = isDate ? readDate(data, index, position) : readTime(data, index, position);
        return end >= 0 && data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
    }

    private int readDate(byte[] data, int index, int position) {
        long day = TimestampText.readDate(data, index);
        if (day == Long.MIN_VALUE) {
            return JsonScanner.GIVE_UP;
        }
        column.set(position, (int) day);
        return index + 10;
    }

    private int readTime(byte[] data, int index, int position) {
        long x = Words.get(data, index) ^ TIME_WORD;
        if (!Words.matches(x, TIME_LIMITS)) {
            return JsonScanner.GIVE_UP;
        }
        int hour = pair(x, 0);
        int minute = pair(x, 3);
        int second = pair(x, 6);
        if (hour > 23 || minute > 59 || second > 59) {
            return JsonScanner.GIVE_UP;
        }
        int millis = ((hour * 60 + minute) * 60 + second) * 1000;
        int end = index + 8;
        if (data[end] == '.') {
            int start = ++end;
            int unit = 100;
            while (unit > 0 && data[end] >= '0' && data[end] <= '9') {
                millis += unit * (data[end++] - '0');
                unit /= 10;
            }
            if (end == start) {
                return JsonScanner.GIVE_UP;
            }
        }
        column.set(position, millis);
        return end;
    }

    private static int pair(long digits, int byteIndex) {
        long shifted = digits >>> (byteIndex * Byte.SIZE);
        return (int) ((shifted & 15) * 10 + ((shifted >>> Byte.SIZE) & 15));
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
