package io.weir.format.json;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.text.ValueText;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** What writes which type. */
final class JsonValueWriters {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final JsonOptions options;

    JsonValueWriters(JsonOptions options) {
        this.options = options;
    }

    JsonRowWriter row(RowType type) {
        List<LogicalType> types = type.getChildren();
        JsonValueWriter[] writers = new JsonValueWriter[types.size()];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = writer(types.get(i));
        }
        return new JsonRowWriter(type.getFieldNames(), writers, options.ignoreNullFields());
    }

    private JsonValueWriter writer(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case NULL -> (column, position, out) -> out.append(JsonRowWriter.NULL);
            case BOOLEAN ->
                (column, position, out) -> out.append(((BooleanColumn) column).get(position) ? TRUE : FALSE);
            case TINYINT, SMALLINT, INTEGER, INTERVAL_YEAR_MONTH ->
                (column, position, out) -> ValueText.writeLong(((IntColumn) column).get(position), out);
            case BIGINT, INTERVAL_DAY_TIME ->
                (column, position, out) -> ValueText.writeLong(((LongColumn) column).get(position), out);
            case FLOAT -> (column, position, out) -> writeFloat(((FloatColumn) column).get(position), out);
            case DOUBLE -> (column, position, out) -> writeDouble(((DoubleColumn) column).get(position), out);
            case CHAR, VARCHAR -> new JsonTextWriter();
            case BINARY, VARBINARY -> JsonValueWriters::writeBytes;
            case DATE ->
                (column, position, out) -> {
                    out.append((byte) '"');
                    ValueText.writeDate(((IntColumn) column).get(position), out);
                    out.append((byte) '"');
                };
            case TIME_WITHOUT_TIME_ZONE ->
                (column, position, out) -> {
                    out.append((byte) '"');
                    ValueText.writeTime(((IntColumn) column).get(position), 0, out);
                    out.append((byte) '"');
                };
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(type);
            case DECIMAL -> decimal((DecimalType) type);
            case ARRAY -> array((ArrayType) type);
            case MAP, MULTISET -> {
                JsonValueReaders.checkKeyType(type);
                yield new JsonMapWriter(writer(Columns.mapValueType(type)), options);
            }
            case ROW -> row((RowType) type);
            default -> throw new NotNativeException("type " + type.asSummaryString() + " in format json");
        };
    }

    private static void writeFloat(float value, ByteSink out) {
        writeNumber(Float.toString(value), Float.isFinite(value), out);
    }

    private static void writeDouble(double value, ByteSink out) {
        writeNumber(Double.toString(value), Double.isFinite(value), out);
    }

    private static void writeNumber(String text, boolean isFinite, ByteSink out) {
        out.append(isFinite ? text : '"' + text + '"');
    }

    private static void writeBytes(Column column, int position, ByteSink out) {
        out.append((byte) '"');
        out.append(Base64.getEncoder().encode(((BytesColumn) column).getBytes(position)));
        out.append((byte) '"');
    }

    private JsonValueWriter timestamp(LogicalType type) {
        char separator = options.isIso() ? 'T' : ' ';
        boolean hasZone = type.getTypeRoot() == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        return (column, position, out) -> {
            out.append((byte) '"');
            if (column instanceof LongColumn compact) {
                ValueText.writeTimestamp(compact.get(position), 0, separator, out);
            } else {
                TimestampColumn precise = (TimestampColumn) column;
                ValueText.writeTimestamp(precise.millis()[position], precise.nanosOfMilli()[position], separator, out);
            }
            if (hasZone) {
                out.append((byte) 'Z');
            }
            out.append((byte) '"');
        };
    }

    private JsonValueWriter decimal(DecimalType type) {
        int scale = type.getScale();
        boolean isPlain = options.plainDecimals();
        if (Columns.kind(type) == ColumnKind.LONG) {
            return isPlain
                    ? (column, position, out) -> ValueText.writePlain(((LongColumn) column).get(position), scale, out)
                    : (column, position, out) ->
                            ValueText.writeStripped(((LongColumn) column).get(position), scale, out);
        }
        return isPlain
                ? (column, position, out) ->
                        ValueText.writePlain(((DecimalColumn) column).unscaled(position), scale, out)
                : (column, position, out) ->
                        ValueText.writeStripped(((DecimalColumn) column).unscaled(position), scale, out);
    }

    private JsonValueWriter array(ArrayType type) {
        JsonValueWriter elements = writer(type.getElementType());
        return (column, position, out) -> {
            ArrayColumn array = (ArrayColumn) column;
            int start = array.start(position);
            int length = array.length(position);
            out.append((byte) '[');
            for (int i = 0; i < length; i++) {
                if (i > 0) {
                    out.append((byte) ',');
                }
                elements.write(array.elements(), start + i, out);
            }
            out.append((byte) ']');
        };
    }
}
