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
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.TreeNode;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from a parser's tokens as Flink's format does by default.
 *
 * <p>It moves the parser exactly as Flink does, also where that goes wrong: a value that cannot be converted leaves the
 * parser where it stood, inside the value even, and reading goes on from there; and once as many fields were read as
 * the row has, the rest is skipped, even if one of them came twice and another is still to come. Only where Flink would
 * look for the end of a map or an array for ever, because it has passed it, does this reader stop: the record has
 * failed then.
 */
final class JsonTokenReader {
    private final JsonOptions options;

    JsonTokenReader(JsonOptions options) {
        this.options = options;
    }

    /** Reads the object at the parser's current token into the columns of a batch. */
    void readRow(JsonParser parser, RowType type, Batch batch, int row) throws IOException {
        readObject(parser, type, batch::column, row);
    }

    private void read(JsonParser parser, LogicalType type, Column column, int position) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            JsonColumns.setNull(column, position);
            return;
        }
        column.setNotNull(position);
        try {
            readNotNull(parser, type, column, position);
        } catch (IOException | RuntimeException e) {
            if (!options.ignoreParseErrors() || JsonFailure.isEndless(e)) {
                throw e;
            }
            JsonColumns.setNull(column, position);
        }
    }

    /** Moves on; false at the end of an array or map. */
    private static boolean moveOn(JsonParser parser, JsonToken end) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw JsonFailure.endless();
        }
        return token != end;
    }

    private void readNotNull(JsonParser parser, LogicalType type, Column column, int position) throws IOException {
        switch (type.getTypeRoot()) {
            case NULL -> JsonColumns.setNull(column, position);
            case BOOLEAN -> ((BooleanColumn) column).set(position, readBoolean(parser));
            case TINYINT -> ((IntColumn) column).set(position, readByte(parser));
            case SMALLINT -> ((IntColumn) column).set(position, readShort(parser));
            case INTEGER, INTERVAL_YEAR_MONTH ->
                ((IntColumn) column)
                        .set(position, isNumber(parser) ? parser.getIntValue() : Integer.parseInt(trimmed(parser)));
            case BIGINT, INTERVAL_DAY_TIME ->
                ((LongColumn) column)
                        .set(position, isNumber(parser) ? parser.getLongValue() : Long.parseLong(trimmed(parser)));
            case FLOAT ->
                ((FloatColumn) column)
                        .set(position, isFraction(parser) ? parser.getFloatValue() : Float.parseFloat(trimmed(parser)));
            case DOUBLE ->
                ((DoubleColumn) column)
                        .set(
                                position,
                                isFraction(parser) ? parser.getDoubleValue() : Double.parseDouble(trimmed(parser)));
            case CHAR, VARCHAR ->
                ((BytesColumn) column)
                        .set(position, StringData.fromString(readText(parser)).toBytes());
            case BINARY, VARBINARY -> ((BytesColumn) column).set(position, parser.getBinaryValue());
            case DECIMAL -> {
                boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
                BigDecimal value = isText ? new BigDecimal(trimmed(parser)) : parser.getDecimalValue();
                JsonColumns.setDecimal(column, position, value, (DecimalType) type);
            }
            case DATE, TIME_WITHOUT_TIME_ZONE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                JsonColumns.setTime(column, position, parser.getText(), type, options.isIso());
            case ARRAY -> readArray(parser, ((ArrayType) type).getElementType(), (ArrayColumn) column, position);
            case MAP, MULTISET -> readMap(parser, type, (MapColumn) column, position);
            default -> readObject(parser, (RowType) type, ((RowColumn) column)::field, position);
        }
    }

    private static String trimmed(JsonParser parser) throws IOException {
        return parser.getText().trim();
    }

    private static boolean isNumber(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT || isFraction(parser);
    }

    private static boolean isFraction(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    private static boolean readBoolean(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> Boolean.parseBoolean(trimmed(parser));
        };
    }

    private static int readByte(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return Byte.parseByte(trimmed(parser));
        }
        int value = parser.getIntValue();
        if (value != (byte) value) {
            throw new JsonFailure(value + " is out of the range of TINYINT");
        }
        return value;
    }

    private static int readShort(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getShortValue()
                : Short.parseShort(trimmed(parser));
    }

    private static String readText(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            TreeNode tree = parser.readValueAsTree();
            return tree.toString();
        }
        return parser.getText();
    }

    private void readArray(JsonParser parser, LogicalType elementType, ArrayColumn column, int position)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonFailure("not an array");
        }
        column.begin(position);
        while (moveOn(parser, JsonToken.END_ARRAY)) {
            int element = column.addElement();
            JsonColumns.setNull(column.elements(), element);
            read(parser, elementType, column.elements(), element);
        }
    }

    private void readMap(JsonParser parser, LogicalType type, MapColumn column, int position) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonFailure("not an object");
        }
        LogicalType valueType = Columns.mapValueType(type);
        Map<@Nullable StringData, Integer> entries = new HashMap<>();
        column.begin(position);
        while (moveOn(parser, JsonToken.END_OBJECT)) {
            int entry = column.addEntry();
            JsonColumns.setNull(column.keys(), entry);
            JsonColumns.setNull(column.values(), entry);
            StringData key = readKey(parser);
            if (key != null) {
                column.keys().setNotNull(entry);
                ((BytesColumn) column.keys()).set(entry, key.toBytes());
            }
            parser.nextToken();
            read(parser, valueType, column.values(), entry);
            entries.put(key, entry);
        }
        JsonColumns.sortEntries(column, position, entries);
    }

    /** The key at the parser's current token; made of characters, since texts that differ may be the same in UTF-8. */
    private @Nullable StringData readKey(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        try {
            return StringData.fromString(readText(parser));
        } catch (IOException | RuntimeException e) {
            if (!options.ignoreParseErrors()) {
                throw e;
            }
            return null;
        }
    }

    private void readObject(JsonParser parser, RowType type, IntFunction<Column> columns, int position)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonFailure("not an object");
        }
        List<String> names = type.getFieldNames();
        int fieldCount = names.size();
        for (int i = 0; i < fieldCount; i++) {
            JsonColumns.setNull(columns.apply(i), position);
        }
        int count = 0;
        parser.nextToken();
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            if (count >= fieldCount) {
                skipToNextField(parser);
                continue;
            }
            String name = parser.getText();
            parser.nextToken();
            int field = names.indexOf(name);
            if (field < 0) {
                skipToNextField(parser);
                continue;
            }
            try {
                read(parser, type.getTypeAt(field), columns.apply(field), position);
            } catch (IOException | RuntimeException e) {
                if (JsonFailure.isEndless(e)) {
                    throw e;
                }
                throw new JsonFailure("field " + name + ": " + JsonReference.describe(e));
            }
            parser.nextToken();
            count++;
        }
        if (count < fieldCount && options.failOnMissingField()) {
            throw new JsonFailure("a field is missing, and fail-on-missing-field is true");
        }
    }

    private static void skipToNextField(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonFailure("the record ends too early");
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int open = 1;
            while (open > 0) {
                JsonToken next = parser.nextToken();
                if (next == JsonToken.START_OBJECT || next == JsonToken.START_ARRAY) {
                    open++;
                } else if (next == JsonToken.END_OBJECT || next == JsonToken.END_ARRAY) {
                    open--;
                }
            }
        }
        parser.nextToken();
    }
}
