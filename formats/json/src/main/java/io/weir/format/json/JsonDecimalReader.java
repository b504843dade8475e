package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.text.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** DECIMAL: numbers, also as texts; rounded half up to the scale, null if there are too many digits, as in Flink. */
final class JsonDecimalReader extends JsonValueReader {
    /** Longer numbers, and those with an exponent, are left to the reference reader. */
    private static final int LENGTH_MAX = 100;

    private final int precision;
    private final int scale;
    private final boolean isCompact;
    private LongColumn compact = new LongColumn(0);
    private DecimalColumn wide = new DecimalColumn(0);

    JsonDecimalReader(int precision, int scale, boolean isCompact) {
        this.precision = precision;
        this.scale = scale;
        this.isCompact = isCompact;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        if (isCompact) {
            compact = (LongColumn) column;
        } else {
            wide = (DecimalColumn) column;
        }
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = readNumber(data, index, position);
        return end >= 0 && data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
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

    private int readNumber(byte[] data, int index, int position) {
        int end = JsonScanner.numberEnd(data, index);
        if (end < 0) {
            return JsonScanner.GIVE_UP;
        }
        long unscaled = Decimals.fit(data, index, end, precision, scale);
        if (unscaled == Decimals.UNFIT) {
            return setBig(data, index, end, position);
        }
        set(position, unscaled);
        return end;
    }

    private int setBig(byte[] data, int start, int end, int position) {
        if (end - start > LENGTH_MAX || hasExponent(data, start, end)) {
            return JsonScanner.GIVE_UP;
        }
        BigDecimal value = new BigDecimal(new String(data, start, end - start, StandardCharsets.ISO_8859_1));
        BigInteger unscaled = Decimals.fit(value, precision, scale);
        if (unscaled == null) {
            setNull(position);
        } else if (isCompact) {
            compact.set(position, unscaled.longValue());
        } else {
            wide.set(position, unscaled);
        }
        return end;
    }

    private static boolean hasExponent(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == 'e' || data[i] == 'E') {
                return true;
            }
        }
        return false;
    }

    private void set(int position, long unscaled) {
        if (unscaled == Decimals.OVERFLOW) {
            setNull(position);
        } else if (isCompact) {
            compact.set(position, unscaled);
        } else {
            wide.set(position, unscaled >> (Long.SIZE - 1), unscaled);
        }
    }

    @Override
    void setNull(int position) {
        (isCompact ? compact : wide).setNull(position);
    }

    @Override
    void clear(int position) {
        (isCompact ? compact : wide).setNotNull(position);
    }
}
