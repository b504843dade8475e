package io.weir.format.csv;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.text.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * Encodes rows as lines of separated values, byte for byte as Flink's format does.
 *
 * <p>Texts, times and joined arrays are quoted when they are longer than 24 characters or have a character that might
 * matter: anything up to the delimiter or the quote in the order of characters, or a backslash. Numbers and booleans
 * never are.
 */
final class CsvEncoder implements Encoder {
    private static final int UNQUOTED_LENGTH_MAX = 24;

    private final CsvOptions options;
    private final List<LogicalType> types;
    private final byte[] delimiter;
    private final byte[] arrayDelimiter;
    private final byte[] nullLiteral;
    private final int leastSafe;
    private final ByteSink value = new ByteSink();

    CsvEncoder(RowType type, CsvOptions options) {
        CsvTypes.check(type);
        this.options = options;
        types = type.getChildren();
        delimiter = String.valueOf(options.delimiter()).getBytes(StandardCharsets.UTF_8);
        arrayDelimiter = options.arrayDelimiter().getBytes(StandardCharsets.UTF_8);
        String literal = options.nullLiteral();
        nullLiteral = (literal == null ? "" : literal).getBytes(StandardCharsets.UTF_8);
        leastSafe = Math.max(options.delimiter(), options.quote()) + 1;
    }

    @Override
    public void encode(Batch batch, int position, ByteSink out) {
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                out.append(delimiter);
            }
            Column column = batch.column(i);
            LogicalType type = types.get(i);
            if (column.isNull(position)) {
                out.append(nullLiteral);
            } else if (isRaw(type.getTypeRoot())) {
                writeSimple(column, position, type, out);
            } else {
                value.clear();
                writeNested(column, position, type, value);
                appendValue(out);
            }
        }
    }

    private static boolean isRaw(LogicalTypeRoot root) {
        return switch (root) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /** Appends the value, quoted if need be. */
    private void appendValue(ByteSink out) {
        String text = value.toString();
        if (options.quote() == CsvOptions.NONE || !needsQuotes(text)) {
            out.append(text);
            return;
        }
        char quote = (char) options.quote();
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                quoted.append(quote);
            } else if (c == options.escape()) {
                quoted.append(c);
            }
            quoted.append(c);
        }
        out.append(quoted.append(quote).toString());
    }

    private boolean needsQuotes(String text) {
        if (text.length() > UNQUOTED_LENGTH_MAX) {
            return true;
        }
        int escape = options.escape() == CsvOptions.NONE ? '\\' : options.escape();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < leastSafe || c == escape) {
                return true;
            }
        }
        return false;
    }

    private void writeNested(Column column, int position, LogicalType type, ByteSink out) {
        if (type instanceof ArrayType arrayType) {
            ArrayColumn array = (ArrayColumn) column;
            for (int i = 0; i < array.length(position); i++) {
                int element = array.start(position) + i;
                writeElement(i, array.elements(), element, arrayType.getElementType(), out);
            }
        } else if (type instanceof RowType rowType) {
            RowColumn row = (RowColumn) column;
            for (int i = 0; i < row.fieldCount(); i++) {
                writeElement(i, row.field(i), position, rowType.getTypeAt(i), out);
            }
        } else {
            writeSimple(column, position, type, out);
        }
    }

    private void writeElement(int index, Column column, int position, LogicalType type, ByteSink out) {
        if (index > 0) {
            out.append(arrayDelimiter);
        }
        if (column.isNull(position)) {
            out.append(nullLiteral);
        } else {
            writeSimple(column, position, type, out);
        }
    }

    private void writeSimple(Column column, int position, LogicalType type, ByteSink out) {
        switch (type.getTypeRoot()) {
            case BOOLEAN -> out.append(String.valueOf(((BooleanColumn) column).get(position)));
            case TINYINT, SMALLINT, INTEGER -> ValueText.writeLong(((IntColumn) column).get(position), out);
            case BIGINT -> ValueText.writeLong(((LongColumn) column).get(position), out);
            case FLOAT -> out.append(Float.toString(((FloatColumn) column).get(position)));
            case DOUBLE -> out.append(Double.toString(((DoubleColumn) column).get(position)));
            case CHAR, VARCHAR -> {
                BytesColumn bytes = (BytesColumn) column;
                out.append(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
            }
            case BINARY, VARBINARY -> out.append(Base64.getEncoder().encode(((BytesColumn) column).getBytes(position)));
            case DATE -> ValueText.writeDate(((IntColumn) column).get(position), out);
            case TIME_WITHOUT_TIME_ZONE -> ValueText.writeTime(((IntColumn) column).get(position), 0, out);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> writeTimestamp(column, position, out);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                writeTimestamp(column, position, out);
                out.append((byte) 'Z');
            }
            case DECIMAL -> writeDecimal(column, position, ((DecimalType) type).getScale(), out);
            default -> out.append(nullLiteral);
        }
    }

    private static void writeTimestamp(Column column, int position, ByteSink out) {
        if (column instanceof LongColumn compact) {
            ValueText.writeTimestamp(compact.get(position), 0, ' ', out);
        } else {
            TimestampColumn precise = (TimestampColumn) column;
            ValueText.writeTimestamp(precise.millis()[position], precise.nanosOfMilli()[position], ' ', out);
        }
    }

    private void writeDecimal(Column column, int position, int scale, ByteSink out) {
        if (column instanceof LongColumn compact) {
            if (options.scientificDecimals()) {
                ValueText.writeStripped(compact.get(position), scale, out);
            } else {
                ValueText.writePlain(compact.get(position), scale, out);
            }
        } else if (options.scientificDecimals()) {
            ValueText.writeStripped(((DecimalColumn) column).unscaled(position), scale, out);
        } else {
            ValueText.writePlain(((DecimalColumn) column).unscaled(position), scale, out);
        }
    }
}
