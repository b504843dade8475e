package io.weir.format.json;

import io.weir.columnar.Batch;
import java.io.IOException;
import java.time.DateTimeException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JacksonException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonLocation;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/**
 * Reads any record to the letter as Flink's format does, with the same parser, token by token or through a tree of
 * nodes: what is malformed, how values of other types are converted, what becomes null or is skipped.
 *
 * <p>It is slow, and used for the records that {@link JsonRowReader} gives up on.
 */
final class JsonReference {
    private final RowType type;
    private final JsonOptions options;
    private @Nullable ObjectMapper mapper;
    private String reason = "";

    JsonReference(RowType type, JsonOptions options) {
        this.type = type;
        this.options = options;
    }

    /** What is wrong with the record that was refused last. */
    String reason() {
        return reason;
    }

    /** Appends the record's rows to the batch; false if something is wrong with it, although some rows may be there. */
    boolean decode(byte[] data, int start, int end, Batch batch) {
        ObjectMapper parsers = mapper();
        try {
            return options.parserEnabled()
                    ? decodeTokens(parsers, data, start, end, batch)
                    : decodeTree(parsers, data, start, end, batch);
        } catch (IOException | RuntimeException e) {
            reason = describe(e);
            return false;
        }
    }

    private ObjectMapper mapper() {
        ObjectMapper existing = mapper;
        if (existing != null) {
            return existing;
        }
        ObjectMapper made =
                new ObjectMapper().configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature(), true);
        if (LogicalTypeChecks.hasNested(type, nested -> nested instanceof DecimalType)) {
            made.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        }
        mapper = made;
        return made;
    }

    private boolean decodeTokens(ObjectMapper parsers, byte[] data, int start, int end, Batch batch)
            throws IOException {
        JsonTokenReader reader = new JsonTokenReader(options);
        try (JsonParser parser = parsers.getFactory().createParser(data, start, end - start)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return appendTokens(reader, parser, batch);
            } else if (first != JsonToken.START_ARRAY) {
                throw new JsonFailure("a record must be an object or an array of objects");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!appendTokens(reader, parser, batch)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean appendTokens(JsonTokenReader reader, JsonParser parser, Batch batch) throws IOException {
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            throw new JsonFailure("an array of objects must not contain null");
        }
        reader.readRow(parser, type, batch, row);
        batch.setRowCount(row + 1);
        return true;
    }

    private boolean decodeTree(ObjectMapper parsers, byte[] data, int start, int end, Batch batch) throws IOException {
        JsonNode root = parsers.readTree(data, start, end - start);
        if (!root.isArray()) {
            return appendNode(root, batch);
        }
        boolean isComplete = true;
        for (JsonNode element : root) {
            isComplete &= appendNode(element, batch);
        }
        return isComplete;
    }

    private boolean appendNode(JsonNode node, Batch batch) {
        if (node.isNull() || node.isMissingNode()) {
            return true;
        }
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        try {
            new JsonTreeReader(options).readRow(node, type, batch, row);
        } catch (RuntimeException e) {
            if (!options.ignoreParseErrors()) {
                throw e;
            }
            reason = describe(e);
            return false;
        }
        batch.setRowCount(row + 1);
        return true;
    }

    /** One sentence about what went wrong. */
    static String describe(Exception e) {
        if (e instanceof JacksonException malformed) {
            JsonLocation location = malformed.getLocation();
            String place = location == null || location.getByteOffset() < 0
                    ? ""
                    : " (at byte " + location.getByteOffset() + " of the record)";
            return "not valid JSON: " + firstLine(malformed.getOriginalMessage()) + place;
        }
        String message = firstLine(e.getMessage());
        if (e instanceof JsonFailure || e instanceof DateTimeException || message.startsWith("For input string")) {
            return message;
        } else if (e instanceof NumberFormatException) {
            return message.isEmpty() ? "not a number" : "not a number: " + message;
        }
        return message.isEmpty() ? e.getClass().getSimpleName() : message;
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int lineEnd = message.indexOf('\n');
        return lineEnd < 0 ? message : message.substring(0, lineEnd);
    }
}
