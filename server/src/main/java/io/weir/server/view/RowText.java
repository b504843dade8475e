package io.weir.server.view;

import io.weir.columnar.Batch;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Rows as the API writes them, by the engine's own formats: a JSON object, or a line of CSV. For one thread. */
public final class RowText {
    private static final Map<String, String> JSON_OPTIONS = Map.of(
            "timestamp-format.standard",
            "ISO-8601",
            "encode.decimal-as-plain-number",
            "true",
            "map-null-key.mode",
            "LITERAL");
    private static final ConnectorRegistry FORMATS = ConnectorRegistry.discover(RowText.class.getClassLoader());

    private final Encoder encoder;

    private RowText(Encoder encoder) {
        this.encoder = encoder;
    }

    /** A JSON object for each row. */
    public static RowText json(RowType type) {
        return new RowText(FORMATS.encoder("json").create(new EncoderRequest(type, JSON_OPTIONS, ZoneOffset.UTC)));
    }

    /** A line of CSV for each row. */
    static RowText csv(RowType type) {
        return new RowText(FORMATS.encoder("csv").create(new EncoderRequest(type, Map.of(), ZoneOffset.UTC)));
    }

    /** Appends one row. */
    public void append(Batch batch, int position, ByteSink out) {
        encoder.encode(batch, position, out);
    }

    /** The first line of CSV: the names. */
    static String header(RowType type) {
        List<String> names = type.getFieldNames();
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            boolean isPlain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
            line.append(line.isEmpty() ? "" : ",").append(isPlain ? name : "\"" + name.replace("\"", "\"\"") + "\"");
        }
        return line.append('\n').toString();
    }

    /** The bytes of a text. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
