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
import io.weir.engine.text.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;

/** Reads values from the nodes of the reference's parser as Flink's format does. */
final class CsvNodeReader {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int[] MILLIS_OF_PRECISION = {1000, 100, 10, 1};

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter ZONED_TIMESTAMP =
            new DateTimeFormatterBuilder().append(TIMESTAMP).appendLiteral('Z').toFormatter();

    private final CsvOptions options;

    CsvNodeReader(CsvOptions options) {
        this.options = options;
    }

    /** Reads a record into the columns of a batch. */
    void readRow(JsonNode node, RowType type, Batch batch, int row) {
        List<String> names = type.getFieldNames();
        checkCount(names.size(), node.size());
        for (int i = 0; i < names.size(); i++) {
            JsonNode value = node.get(names.get(i));
            try {
                readField(value, type.getTypeAt(i), batch.column(i), row);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("field " + names.get(i) + ": " + String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void checkCount(int expected, int actual) {
        if (expected > actual && !options.ignoreParseErrors()) {
            throw new IllegalArgumentException("there are " + actual + " values, but " + expected + " are expected");
        }
    }

    private void readField(JsonNode value, LogicalType type, Column column, int position) {
        if (value == null) {
            setNull(column, position);
        } else {
            read(value, type, column, position);
        }
    }

    private void read(JsonNode node, LogicalType type, Column column, int position) {
        if (node.isNull()) {
            setNull(column, position);
            return;
        }
        column.setNotNull(position);
        try {
            readNotNull(node, type, column, position);
        } catch (RuntimeException e) {
            if (!options.ignoreParseErrors()) {
                throw e;
            }
            setNull(column, position);
        }
    }

    private void readNotNull(JsonNode node, LogicalType type, Column column, int position) {
        switch (type.getTypeRoot()) {
            case NULL -> setNull(column, position);
            case BOOLEAN -> ((BooleanColumn) column).set(position, Boolean.parseBoolean(trimmed(node)));
            case TINYINT -> ((IntColumn) column).set(position, Byte.parseByte(trimmed(node)));
            case SMALLINT -> ((IntColumn) column).set(position, Short.parseShort(trimmed(node)));
            case INTEGER -> ((IntColumn) column).set(position, Integer.parseInt(trimmed(node)));
            case BIGINT -> ((LongColumn) column).set(position, Long.parseLong(trimmed(node)));
            case FLOAT -> ((FloatColumn) column).set(position, Float.parseFloat(trimmed(node)));
            case DOUBLE -> ((DoubleColumn) column).set(position, Double.parseDouble(trimmed(node)));
            case CHAR, VARCHAR ->
                ((BytesColumn) column)
                        .set(position, StringData.fromString(node.asText()).toBytes());
            case BINARY, VARBINARY -> readBinary(node, (BytesColumn) column, position);
            case DECIMAL -> readDecimal(node, (DecimalType) type, column, position);
            case DATE ->
                ((IntColumn) column).set(position, (int)
                        Date.valueOf(node.asText()).toLocalDate().toEpochDay());
            case TIME_WITHOUT_TIME_ZONE -> {
                int millis = (int) (LocalTime.parse(node.asText()).toNanoOfDay() / NANOS_PER_MILLI);
                int unit = MILLIS_OF_PRECISION[((TimeType) type).getPrecision()];
                ((IntColumn) column).set(position, millis / unit * unit);
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE -> readTimestamp(node, TIMESTAMP, column, position);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> readTimestamp(node, ZONED_TIMESTAMP, column, position);
            case ARRAY -> readArray(node, ((ArrayType) type).getElementType(), (ArrayColumn) column, position);
            default -> readNested(node, (RowType) type, (RowColumn) column, position);
        }
    }

    private static String trimmed(JsonNode node) {
        return node.asText().trim();
    }

    private static void readBinary(JsonNode node, BytesColumn column, int position) {
        try {
            byte[] value = node.binaryValue();
            if (value == null) {
                setNull(column, position);
            } else {
                column.set(position, value);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not Base64", e);
        }
    }

    private static void readDecimal(JsonNode node, DecimalType type, Column column, int position) {
        BigInteger unscaled = Decimals.fit(new BigDecimal(node.asText()), type.getPrecision(), type.getScale());
        if (unscaled == null) {
            setNull(column, position);
        } else if (column instanceof LongColumn compact) {
            compact.set(position, unscaled.longValueExact());
        } else {
            ((DecimalColumn) column).set(position, unscaled);
        }
    }

    private static void readTimestamp(JsonNode node, DateTimeFormatter format, Column column, int position) {
        TimestampData timestamp = TimestampData.fromLocalDateTime(LocalDateTime.parse(trimmed(node), format));
        if (column instanceof LongColumn compact) {
            compact.set(position, timestamp.getMillisecond());
        } else {
            ((TimestampColumn) column).set(position, timestamp.getMillisecond(), timestamp.getNanoOfMillisecond());
        }
    }

    private void readArray(JsonNode node, LogicalType elementType, ArrayColumn column, int position) {
        column.begin(position);
        for (JsonNode child : node) {
            int element = column.addElement();
            setNull(column.elements(), element);
            read(child, elementType, column.elements(), element);
        }
    }

    private void readNested(JsonNode node, RowType type, RowColumn column, int position) {
        if (node.isEmpty()) {
            setNull(column, position);
            return;
        }
        checkCount(type.getFieldCount(), node.size());
        for (int i = 0; i < type.getFieldCount(); i++) {
            readField(node.get(i), type.getTypeAt(i), column.field(i), position);
        }
    }

    /** Marks a position as null, in all fields of a row, and in such a way that what lies there can be read. */
    static void setNull(Column column, int position) {
        column.setNull(position);
        if (column instanceof BytesColumn bytes) {
            bytes.setView(position, 0, 0);
        } else if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                setNull(row.field(i), position);
            }
        } else if (column instanceof ArrayColumn array) {
            array.begin(position);
        }
    }

    /** Forgets what an abandoned record may have left at a position. */
    static void clear(Column column, int position) {
        column.setNotNull(position);
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                clear(row.field(i), position);
            }
        }
    }
}
