package io.weir.format.csv;

import io.weir.columnar.Batch;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JacksonException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectReader;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Reads any record as Flink's format does, with the same parser: a record of its own as from a message, of which only
 * the first row counts, or a line as from a file. It is slow, and used for what {@link CsvDecoder} does not read
 * itself.
 */
final class CsvReference {
    private final RowType type;
    private final RowType recordType;
    private final CsvOptions options;
    private final CsvNodeReader nodes;
    private @Nullable ObjectReader parser;
    private String reason = "";
    private boolean isUnclosed;

    CsvReference(RowType type, RowType recordType, CsvOptions options) {
        this.type = type;
        this.recordType = recordType;
        this.options = options;
        nodes = new CsvNodeReader(options);
    }

    /** What is wrong with the record that was refused last. */
    String reason() {
        return reason;
    }

    /** True if a quoted value of the record that was refused last does not end. */
    boolean isUnclosed() {
        return isUnclosed;
    }

    /** Appends the first row of a message; false if something is wrong with it. */
    boolean decodeRecord(byte[] data, int start, int end, Batch batch) {
        isUnclosed = false;
        try {
            // A copy, since the parser looks beyond the range when it takes the record for UTF-16.
            JsonNode node = parser().readValue(Arrays.copyOfRange(data, start, end));
            append(node, batch);
            return true;
        } catch (IOException | RuntimeException e) {
            refuse(e);
            return false;
        }
    }

    /** Appends the rows of a line of a file; false if something is wrong with one of them. */
    boolean decodeLine(byte[] data, int start, int end, Batch batch) {
        isUnclosed = false;
        boolean isGood = true;
        try (MappingIterator<JsonNode> rows = parser().readValues(Arrays.copyOfRange(data, start, end))) {
            while (rows.hasNext()) {
                try {
                    append(rows.next(), batch);
                } catch (RuntimeException e) {
                    isGood = false;
                    refuse(e);
                    if (!options.ignoreParseErrors() || isUnclosed) {
                        return false;
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            refuse(e);
            return false;
        }
        return isGood;
    }

    private void append(JsonNode node, Batch batch) {
        if (node.isEmpty()) {
            return;
        }
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        nodes.readRow(node, type, batch, row);
        batch.setRowCount(row + 1);
    }

    private void refuse(Exception e) {
        reason = describe(e);
        isUnclosed |= reason.contains("Missing closing quote");
    }

    private ObjectReader parser() {
        ObjectReader existing = parser;
        if (existing != null) {
            return existing;
        }
        CsvMapper mapper = new CsvMapper();
        mapper.configure(CsvParser.Feature.TRIM_SPACES, options.trimSpaces());
        mapper.configure(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE, options.ignoreTrailing());
        mapper.configure(CsvParser.Feature.ALLOW_TRAILING_COMMA, options.allowTrailingComma());
        mapper.configure(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS, options.failOnMissingColumns());
        mapper.configure(CsvParser.Feature.EMPTY_STRING_AS_NULL, options.emptyAsNull());
        ObjectReader made = mapper.readerFor(JsonNode.class).with(schema());
        parser = made;
        return made;
    }

    private CsvSchema schema() {
        CsvSchema.Builder schema = new CsvSchema.Builder();
        for (RowType.RowField field : recordType.getFields()) {
            schema.addColumn(field.getName(), columnType(field.getType()));
        }
        schema.setColumnSeparator(options.delimiter());
        if (options.quote() == CsvOptions.NONE) {
            schema.disableQuoteChar();
        } else {
            schema.setQuoteChar((char) options.quote());
        }
        if (options.escape() != CsvOptions.NONE) {
            schema.setEscapeChar((char) options.escape());
        }
        schema.setAllowComments(options.allowComments());
        schema.setArrayElementSeparator(options.arrayDelimiter());
        if (options.nullLiteral() != null) {
            schema.setNullValue(options.nullLiteral());
        }
        return schema.build();
    }

    private static CsvSchema.ColumnType columnType(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case ARRAY, ROW -> CsvSchema.ColumnType.ARRAY;
            case BOOLEAN, NULL -> CsvSchema.ColumnType.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> CsvSchema.ColumnType.NUMBER;
            default -> CsvSchema.ColumnType.STRING;
        };
    }

    private static String describe(Exception e) {
        Throwable cause = e.getCause() instanceof JacksonException inner ? inner : e;
        String message = cause instanceof JacksonException malformed
                ? "not valid CSV: " + malformed.getOriginalMessage()
                : String.valueOf(cause.getMessage());
        int lineEnd = message.indexOf('\n');
        return lineEnd < 0 ? message : message.substring(0, lineEnd);
    }
}
