package io.weir.format.json;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParseException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.StreamReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields that a record's {@code old} mentions: those were changed, although their old value may be
 * null. As in Flink's formats, a name counts wherever in there it stands.
 */
final class OldNames {
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper TREES =
            new ObjectMapper().configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature(), true);

    private final Set<String> names = new HashSet<>();
    private @Nullable JsonNode tree; // of a record in which a name stands twice

    boolean contains(String name) {
        return tree == null ? names.contains(name) : tree.findValue(name) != null;
    }

    /** Reads the names of a record, which is an object that has been read before. */
    void read(byte[] record) {
        names.clear();
        tree = null;
        try {
            readNames(record);
        } catch (JsonParseException e) {
            readTree(record);
        } catch (IOException e) {
            throw new IllegalStateException("a record that was read cannot be read again", e);
        }
    }

    /** Of two fields with the same name only the last one counts, with what is in it. */
    private void readTree(byte[] record) {
        try {
            tree = TREES.readTree(record).get("old");
        } catch (IOException e) {
            throw new IllegalStateException("a record that was read cannot be read again", e);
        }
    }

    private void readNames(byte[] record) throws IOException {
        try (JsonParser parser = PARSERS.createParser(record)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isOld = parser.currentName().equals("old");
                parser.nextToken();
                if (isOld) {
                    readNames(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void readNames(JsonParser parser) throws IOException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }
}
