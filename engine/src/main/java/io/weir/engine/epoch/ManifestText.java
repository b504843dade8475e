package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.SinkState;
import io.weir.engine.epoch.Manifest.SourceState;
import io.weir.engine.epoch.Manifest.TableState;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A manifest as JSON that a person can read. The last field is the CRC-32C of all before it, the line's beginning
 * included. Bytes of sources and sinks are text where they are one, and base64 otherwise.
 */
final class ManifestText {
    /** Rises when a manifest could no longer be understood by who knows this one. */
    static final int FORMAT = 1;

    static final String CHECKSUM_FIELD = ",\n  \"checksum\" : \"";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** Objects that lie deeper stand on one line. */
    private static final int BROKEN_DEPTH = 4;

    private static final DefaultPrettyPrinter LAYOUT = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n") {
                private static final long serialVersionUID = 1L;

                @Override
                public void writeIndentation(JsonGenerator to, int level) {
                    if (level <= BROKEN_DEPTH) {
                        super.writeIndentation(to, level);
                    } else {
                        to.writeRaw(' ');
                    }
                }
            })
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private ManifestText() {}

    static byte[] write(Manifest manifest) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(new Context(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("format", FORMAT);
            json.writeNumberProperty("epoch", manifest.epoch());
            json.writeNumberProperty("createdMillis", manifest.createdMillis());
            json.writeStringProperty("pipeline", manifest.pipeline());
            json.writeBooleanProperty("isFinal", manifest.isFinal());
            json.writeArrayPropertyStart("sources");
            manifest.sources().forEach(source -> write(source, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("operators");
            manifest.operators().forEach(operator -> write(operator, json));
            json.writeEndArray();
            json.writeArrayPropertyStart("sinks");
            manifest.sinks().forEach(sink -> write(sink, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        String json = text.toString();
        String body = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String end = CHECKSUM_FIELD + hex(ChunkFormat.checksum(bytes, 0, bytes.length)) + "\"\n}\n";
        return (body + end).getBytes(StandardCharsets.UTF_8);
    }

    static String hex(int checksum) {
        return String.format("%08x", checksum);
    }

    private static void write(SourceState source, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", source.id());
        json.writeNumberProperty("emittedWatermark", source.emittedWatermark());
        json.writeObjectPropertyStart("watermarks");
        new TreeMap<>(source.watermarks()).forEach((split, watermark) -> json.writeNumberProperty(split, watermark));
        json.writeEndObject();
        json.writeObjectPropertyStart("positions");
        for (Map.Entry<String, byte[]> position : new TreeMap<>(source.positions()).entrySet()) {
            json.writeName(position.getKey());
            writeBytes(position.getValue(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(OperatorState operator, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", operator.id());
        json.writeStringProperty("description", operator.description());
        json.writeNumberProperty("parallelism", operator.parallelism());
        json.writeArrayPropertyStart("watermarks");
        operator.watermarks().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("tables");
        for (TableState table : operator.tables()) {
            json.writeStartObject();
            json.writeNumberProperty("instance", table.instance());
            json.writeStringProperty("name", table.name());
            json.writeStringProperty("schema", table.schema());
            json.writeNumberProperty("entries", table.entries());
            json.writeArrayPropertyStart("chunks");
            table.chunks().forEach(chunk -> write(chunk, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Chunk chunk, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("object", chunk.object());
        json.writeNumberProperty("offset", chunk.offset());
        json.writeNumberProperty("length", chunk.length());
        json.writeStringProperty("checksum", hex(chunk.checksum()));
        json.writeNumberProperty("entries", chunk.entries());
        if (chunk.isContinuation()) {
            json.writeBooleanProperty("isContinuation", true);
        }
        if (chunk.hasNewKeys()) {
            json.writeBooleanProperty("hasNewKeys", true);
        }
        json.writeEndObject();
    }

    private static void write(SinkState sink, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", sink.id());
        json.writeArrayPropertyStart("prepared");
        List<byte[]> prepared = sink.prepared();
        prepared.forEach(bytes -> writeBytes(bytes, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    /** As text, or as an object with the field base64. */
    private static void writeBytes(byte[] bytes, JsonGenerator json) {
        String text = text(bytes);
        if (text.isEmpty() && bytes.length > 0) {
            json.writeStartObject();
            json.writeStringProperty("base64", Base64.getEncoder().encodeToString(bytes));
            json.writeEndObject();
        } else {
            json.writeString(text);
        }
    }

    /** The bytes as text, or "" if they are none. */
    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(ManifestText::isPrintable) ? text : "";
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static boolean isPrintable(int character) {
        return character >= ' ' && character != 0x7F && !Character.isISOControl(character) || character == '\n';
    }

    /** Hands the layout to the generator. */
    private static final class Context extends ObjectWriteContext.Base {
        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return LAYOUT.createInstance();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
