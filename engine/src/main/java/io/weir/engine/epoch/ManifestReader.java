package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.SinkState;
import io.weir.engine.epoch.Manifest.SourceState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link ManifestText} writes. */
final class ManifestReader {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final String where;

    private ManifestReader(String where) {
        this.where = where;
    }

    /** @param where the file, for messages */
    static Manifest read(byte[] bytes, String where) {
        return new ManifestReader(where).read(bytes);
    }

    private Manifest read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(ManifestText.CHECKSUM_FIELD);
        if (end < 0) {
            throw damaged("the manifest has no checksum: it is cut short");
        }
        byte[] body = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        String stated = text.substring(end + ManifestText.CHECKSUM_FIELD.length());
        if (!stated.equals(ManifestText.hex(ChunkFormat.checksum(body, 0, body.length)) + "\"\n}\n")) {
            throw damaged("the checksum of the manifest is wrong");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return manifest(object(parser));
        } catch (JacksonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.STATE_DAMAGED, "the manifest is whole, but cannot be understood", where, "", e);
        }
    }

    private DamagedException damaged(String what) {
        return new DamagedException(where, what);
    }

    private Manifest manifest(Map<String, Object> fields) {
        int format = (int) number(fields, "format");
        if (format > ManifestText.FORMAT) {
            throw new WeirException(
                    ErrorCode.STATE_TOO_NEW,
                    "the manifest has format " + format + ", and this Weir knows up to " + ManifestText.FORMAT,
                    where,
                    "Run it with the Weir that wrote it, or a newer one.",
                    null);
        }
        List<OperatorState> operators = new ArrayList<>();
        for (Map<String, Object> operator : objects(fields, "operators")) {
            operators.add(operator(operator));
        }
        List<SourceState> sources = new ArrayList<>();
        for (Map<String, Object> source : objects(fields, "sources")) {
            sources.add(source(source));
        }
        List<SinkState> sinks = new ArrayList<>();
        for (Map<String, Object> sink : objects(fields, "sinks")) {
            sinks.add(new SinkState(
                    text(sink, "id"),
                    list(sink, "prepared").stream().map(ManifestReader::bytes).toList()));
        }
        return new Manifest(
                number(fields, "epoch"),
                number(fields, "createdMillis"),
                text(fields, "pipeline"),
                (Boolean) field(fields, "isFinal"),
                operators,
                sources,
                sinks);
    }

    private static OperatorState operator(Map<String, Object> fields) {
        List<TableState> tables = new ArrayList<>();
        for (Map<String, Object> table : objects(fields, "tables")) {
            List<Chunk> chunks = new ArrayList<>();
            for (Map<String, Object> chunk : objects(table, "chunks")) {
                chunks.add(new Chunk(
                        text(chunk, "object"),
                        number(chunk, "offset"),
                        number(chunk, "length"),
                        Integer.parseUnsignedInt(text(chunk, "checksum"), 16),
                        number(chunk, "entries"),
                        chunk.containsKey("isContinuation"),
                        chunk.containsKey("hasNewKeys")));
            }
            tables.add(new TableState(
                    (int) number(table, "instance"),
                    text(table, "name"),
                    text(table, "schema"),
                    number(table, "entries"),
                    chunks));
        }
        List<Long> watermarks = list(fields, "watermarks").stream()
                .map(value -> ((Number) value).longValue())
                .toList();
        return new OperatorState(
                text(fields, "id"),
                text(fields, "description"),
                (int) number(fields, "parallelism"),
                watermarks,
                tables);
    }

    private static SourceState source(Map<String, Object> fields) {
        Map<String, byte[]> positions = new LinkedHashMap<>();
        map(field(fields, "positions")).forEach((split, position) -> positions.put(split, bytes(position)));
        Map<String, Long> watermarks = new LinkedHashMap<>();
        map(field(fields, "watermarks"))
                .forEach((split, watermark) -> watermarks.put(split, ((Number) watermark).longValue()));
        return new SourceState(text(fields, "id"), positions, watermarks, number(fields, "emittedWatermark"));
    }

    private static byte[] bytes(Object value) {
        return value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(text(map(value), "base64"));
    }

    private static Object field(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no field " + name);
        }
        return value;
    }

    private static String text(Map<String, Object> fields, String name) {
        return (String) field(fields, name);
    }

    private static long number(Map<String, Object> fields, String name) {
        return ((Number) field(fields, name)).longValue();
    }

    private static List<Map<String, Object>> objects(Map<String, Object> fields, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object item : list(fields, name)) {
            objects.add(map(item));
        }
        return objects;
    }

    @SuppressWarnings("unchecked") // What object() has made.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // What array() has made.
    private static List<Object> list(Map<String, Object> fields, String name) {
        return (List<Object>) field(fields, name);
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            fields.put(name, value(parser, parser.nextToken()));
        }
        return fields;
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    items.add(value(parser, item));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException(token + " has no place in a manifest");
        };
    }
}
