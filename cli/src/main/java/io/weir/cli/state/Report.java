package io.weir.cli.state;

import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what the commands have found, as columns or as JSON. */
final class Report {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Report() {}

    /** Rows of cells below a head, each column as wide as it must be. */
    static String table(List<String> head, List<List<String>> rows) {
        int[] widths = new int[head.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** One object on a line; values are numbers, truths or text. */
    static String json(Map<String, ?> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.forEach((name, value) -> {
                if (value instanceof Number number) {
                    json.writeNumberProperty(name, number.longValue());
                } else if (value instanceof Boolean flag) {
                    json.writeBooleanProperty(name, flag);
                } else {
                    json.writeStringProperty(name, String.valueOf(value));
                }
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format("%.1f %s", value, UNITS[unit]);
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static long bytes(Manifest manifest) {
        return manifest.operators().stream().mapToLong(Report::bytes).sum();
    }

    static long bytes(OperatorState operator) {
        return operator.tables().stream().mapToLong(Report::bytes).sum();
    }

    static long bytes(TableState table) {
        return table.chunks().stream().mapToLong(Chunk::length).sum();
    }

    static long entries(Manifest manifest) {
        return manifest.operators().stream().mapToLong(Report::entries).sum();
    }

    static long entries(OperatorState operator) {
        return operator.tables().stream().mapToLong(TableState::entries).sum();
    }
}
