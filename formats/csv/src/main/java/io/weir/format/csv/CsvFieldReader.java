package io.weir.format.csv;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.text.Decimals;
import io.weir.engine.text.DoubleText;
import io.weir.engine.text.TimestampText;
import io.weir.engine.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one simple column from the bytes between two delimiters, if they are written in the plainest way;
 * everything else is left to the reference.
 */
final class CsvFieldReader {
    private static final String TRUE = "true";
    private static final String FALSE = "false";

    private final LogicalTypeRoot root;
    private final int precision;
    private final int scale;
    private final byte @Nullable [] nullLiteral;
    private final boolean isEmptyNull;
    private final TimestampText timestamps = new TimestampText(' ');
    private final DoubleText doubles = new DoubleText();
    private Column column = new IntColumn(0);

    CsvFieldReader(LogicalType type, CsvOptions options) {
        root = type.getTypeRoot();
        precision = type instanceof DecimalType decimal ? decimal.getPrecision() : 0;
        scale = type instanceof DecimalType decimal ? decimal.getScale() : 0;
        nullLiteral =
                options.nullLiteral() == null ? null : options.nullLiteral().getBytes(StandardCharsets.UTF_8);
        isEmptyNull = options.emptyAsNull();
    }

    /** True for the types that this reader reads. */
    static boolean reads(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case ARRAY, ROW, BINARY, VARBINARY, TIME_WITHOUT_TIME_ZONE, NULL -> false;
            default -> true;
        };
    }

    /** Takes the column to write to; a fresh one of texts becomes a view. */
    void bind(Column newColumn, boolean isFresh, byte[] target) {
        column = newColumn;
        if (isFresh && newColumn instanceof BytesColumn bytes) {
            bytes.view(target);
        }
    }

    void setNull(int position) {
        CsvNodeReader.setNull(column, position);
    }

    /**
     * Reads a value; false to leave the record to the reference.
     *
     * @param target the array that texts may refer to
     * @param delta what to add to an index to get the same byte's index in the target
     */
    boolean read(byte[] data, int start, int end, int position, byte[] target, int delta) {
        if ((start == end && isEmptyNull) || isNullLiteral(data, start, end)) {
            setNull(position);
            return true;
        }
        return switch (root) {
            case TINYINT -> readInt(data, start, end, position, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> readInt(data, start, end, position, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> readInt(data, start, end, position, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> readLong(data, start, end, position);
            case FLOAT, DOUBLE -> readDouble(data, start, end, position);
            case BOOLEAN -> readBoolean(data, start, end, position);
            case DECIMAL -> readDecimal(data, start, end, position);
            case DATE -> readDate(data, start, end, position);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> readTimestamp(data, start, end, position);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                start < end && data[end - 1] == 'Z' && readTimestamp(data, start, end - 1, position);
            default -> readText(data, start, end, position, target, delta);
        };
    }

    private boolean isNullLiteral(byte[] data, int start, int end) {
        byte[] literal = nullLiteral;
        return literal != null
                && literal.length == end - start
                && Arrays.equals(literal, 0, literal.length, data, start, end);
    }

    private boolean readText(byte[] data, int start, int end, int position, byte[] target, int delta) {
        BytesColumn bytes = (BytesColumn) column;
        if (bytes.data() == target) {
            bytes.setView(position, start + delta, end - start);
        } else {
            bytes.set(position, data, start, end - start);
        }
        return true;
    }

    private boolean readInt(byte[] data, int start, int end, int position, int min, int max) {
        int length = end - start;
        long value;
        if (length > 0 && length < 8) {
            long digits = Words.digits(Words.get(data, start));
            if (Words.digitCount(digits) >= length) {
                value = Words.number(digits, length);
                ((IntColumn) column).set(position, (int) value);
                return value <= max;
            }
        }
        value = wholeNumber(data, start, end, 10);
        if (value < min || value > max) {
            return false;
        }
        ((IntColumn) column).set(position, (int) value);
        return true;
    }

    private boolean readLong(byte[] data, int start, int end, int position) {
        long value = wholeNumber(data, start, end, 18);
        ((LongColumn) column).set(position, value);
        return value != Long.MIN_VALUE;
    }

    /** The number of at most as many digits, or {@link Long#MIN_VALUE} if it is written in another way. */
    private static long wholeNumber(byte[] data, int start, int end, int digitsMax) {
        boolean isNegative = start < end && data[start] == '-';
        int first = isNegative ? start + 1 : start;
        if (first == end || end - first > digitsMax) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return isNegative ? -value : value;
    }

    private boolean readDouble(byte[] data, int start, int end, int position) {
        for (int i = start; i < end; i++) {
            byte c = data[i];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        if (start == end) {
            return false;
        }
        try {
            if (root == LogicalTypeRoot.FLOAT) {
                ((FloatColumn) column).set(position, doubles.readFloat(data, start, end));
            } else {
                ((DoubleColumn) column).set(position, doubles.readDouble(data, start, end));
            }
        } catch (NumberFormatException e) {
            return false;
        }
        return true;
    }

    private boolean readBoolean(byte[] data, int start, int end, int position) {
        boolean isTrue = equals(data, start, end, TRUE);
        ((BooleanColumn) column).set(position, isTrue);
        return isTrue || equals(data, start, end, FALSE);
    }

    private static boolean equals(byte[] data, int start, int end, String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (data[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean readDecimal(byte[] data, int start, int end, int position) {
        long unscaled = Decimals.fit(data, start, end, precision, scale);
        if (unscaled == Decimals.UNFIT) {
            return false;
        } else if (unscaled == Decimals.OVERFLOW) {
            setNull(position);
        } else if (column instanceof LongColumn compact) {
            compact.set(position, unscaled);
        } else {
            ((DecimalColumn) column).set(position, unscaled >> (Long.SIZE - 1), unscaled);
        }
        return true;
    }

    private boolean readDate(byte[] data, int start, int end, int position) {
        long day = end - start == 10 ? TimestampText.readDate(data, start) : Long.MIN_VALUE;
        ((IntColumn) column).set(position, (int) day);
        return day != Long.MIN_VALUE;
    }

    private boolean readTimestamp(byte[] data, int start, int end, int position) {
        if (timestamps.read(data, start) != end) {
            return false;
        }
        if (column instanceof LongColumn compact) {
            compact.set(position, timestamps.millis());
        } else {
            ((TimestampColumn) column).set(position, timestamps.millis(), timestamps.nanosOfMilli());
        }
        return true;
    }
}
