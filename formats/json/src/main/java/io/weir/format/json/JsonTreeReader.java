package io.weir.format.json;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Reads values from a tree of nodes as Flink's format does when {@code decode.json-parser.enabled} is false. */
final class JsonTreeReader {
    private final JsonOptions options;

    JsonTreeReader(JsonOptions options) {
        this.options = options;
    }

    /** Reads an object into the columns of a batch. */
    void readRow(JsonNode node, RowType type, Batch batch, int row) {
        readObject(node, type, batch::column, row);
    }

    private void read(JsonNode node, LogicalType type, Column column, int position) {
        if (node.isNull() || node.isMissingNode()) {
            JsonColumns.setNull(column, position);
            return;
        }
        column.setNotNull(position);
        try {
            readNotNull(node, type, column, position);
        } catch (RuntimeException e) {
            if (!options.ignoreParseErrors()) {
                throw e;
            }
            JsonColumns.setNull(column, position);
        }
    }

    private void readNotNull(JsonNode node, LogicalType type, Column column, int position) {
        switch (type.getTypeRoot()) {
            case NULL -> JsonColumns.setNull(column, position);
            case BOOLEAN ->
                ((BooleanColumn) column)
                        .set(position, node.isBoolean() ? node.asBoolean() : Boolean.parseBoolean(trimmed(node)));
            case TINYINT -> ((IntColumn) column).set(position, Byte.parseByte(trimmed(node)));
            case SMALLINT -> ((IntColumn) column).set(position, Short.parseShort(trimmed(node)));
            case INTEGER, INTERVAL_YEAR_MONTH ->
                ((IntColumn) column)
                        .set(position, node.canConvertToInt() ? node.asInt() : Integer.parseInt(trimmed(node)));
            case BIGINT, INTERVAL_DAY_TIME ->
                ((LongColumn) column)
                        .set(position, node.canConvertToLong() ? node.asLong() : Long.parseLong(trimmed(node)));
            case FLOAT ->
                ((FloatColumn) column)
                        .set(position, node.isDouble() ? (float) node.asDouble() : Float.parseFloat(trimmed(node)));
            case DOUBLE ->
                ((DoubleColumn) column)
                        .set(position, node.isDouble() ? node.asDouble() : Double.parseDouble(trimmed(node)));
            case CHAR, VARCHAR -> {
                String text = node.isContainerNode() ? node.toString() : node.asText();
                ((BytesColumn) column).set(position, StringData.fromString(text).toBytes());
            }
            case BINARY, VARBINARY -> readBinary(node, (BytesColumn) column, position);
            case DECIMAL -> {
                BigDecimal value = node.isBigDecimal() ? node.decimalValue() : new BigDecimal(node.asText());
                JsonColumns.setDecimal(column, position, value, (DecimalType) type);
            }
            case DATE, TIME_WITHOUT_TIME_ZONE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                JsonColumns.setTime(column, position, node.asText(), type, options.isIso());
            case ARRAY -> readArray(node, ((ArrayType) type).getElementType(), (ArrayColumn) column, position);
            case MAP, MULTISET -> readMap(node, type, (MapColumn) column, position);
            default -> readObject(node, (RowType) type, ((RowColumn) column)::field, position);
        }
    }

    private static String trimmed(JsonNode node) {
        return node.asText().trim();
    }

    private static void readBinary(JsonNode node, BytesColumn column, int position) {
        try {
            byte[] value = node.binaryValue();
            if (value == null) {
                JsonColumns.setNull(column, position);
            } else {
                column.set(position, value);
            }
        } catch (IOException e) {
            throw new JsonFailure(JsonReference.describe(e));
        }
    }

    private void readArray(JsonNode node, LogicalType elementType, ArrayColumn column, int position) {
        if (!node.isArray()) {
            throw new JsonFailure("not an array");
        }
        column.begin(position);
        for (JsonNode child : node) {
            int element = column.addElement();
            JsonColumns.setNull(column.elements(), element);
            read(child, elementType, column.elements(), element);
        }
    }

    private void readMap(JsonNode node, LogicalType type, MapColumn column, int position) {
        LogicalType valueType = Columns.mapValueType(type);
        Map<StringData, Integer> entries = new HashMap<>();
        column.begin(position);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            StringData key = StringData.fromString(member.getKey());
            int entry = column.addEntry();
            ((BytesColumn) column.keys()).set(entry, key.toBytes());
            JsonColumns.setNull(column.values(), entry);
            read(member.getValue(), valueType, column.values(), entry);
            entries.put(key, entry);
        }
        JsonColumns.sortEntries(column, position, entries);
    }

    private void readObject(JsonNode node, RowType type, IntFunction<Column> columns, int position) {
        if (!node.isObject()) {
            throw new JsonFailure("not an object");
        }
        List<String> names = type.getFieldNames();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            JsonNode value = node.get(name);
            if (value == null) {
                if (options.failOnMissingField()) {
                    throw new JsonFailure("field " + name + " is missing, and fail-on-missing-field is true");
                }
                JsonColumns.setNull(columns.apply(i), position);
                continue;
            }
            try {
                read(value, type.getTypeAt(i), columns.apply(i), position);
            } catch (RuntimeException e) {
                throw new JsonFailure("field " + name + ": " + JsonReference.describe(e));
            }
        }
    }
}
