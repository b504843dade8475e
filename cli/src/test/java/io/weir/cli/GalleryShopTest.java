package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewQuery;
import io.weir.library.Pipeline;
import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every pipeline of the gallery's shop, on events from a file instead of Kafka, gives what {@code expected.py} has
 * counted.
 */
class GalleryShopTest {
    private static final Pattern KAFKA = Pattern.compile("WITH \\(\\s*'connector' = 'kafka'.*?\n\\);", Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ROWS_MAX = 10_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active_users",
                "cart_abandonment",
                "features",
                "live_counts",
                "page_metrics",
                "revenue_per_hour",
                "visitors"
            })
    void givesWhatWasCountedOneByOne(String name) throws IOException, InterruptedException {
        Path shop = GalleryTest.root().resolve("gallery/shop");
        String files = "WITH ('connector' = 'filesystem', 'path' = '" + shop.resolve("events.ndjson")
                + "', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');";
        String sql = KAFKA.matcher(Files.readString(shop.resolve(name + ".sql")))
                .replaceAll(Matcher.quoteReplacement(files));
        try (Weir weir = Weir.builder()
                .set("table.local-time-zone", "UTC")
                .engine(EngineChoice.NATIVE)
                .parallelism(2)
                .open()) {
            for (String statement : statements(sql)) {
                if (statement.startsWith("INSERT")) {
                    try (Pipeline pipeline = weir.start(statement)) {
                        pipeline.await();
                    }
                } else {
                    weir.execute(statement + ";");
                }
            }

            assertThat(weir.views().views()).isNotEmpty();
            for (View view : weir.views().views()) {
                assertThat(rows(view))
                        .as(view.name())
                        .containsExactlyInAnyOrderElementsOf(
                                expected(shop.resolve("expected").resolve(view.name() + ".ndjson")));
            }
        }
    }

    /** The statements of a script whose comments have lines of their own, or stand behind a column. */
    private static List<String> statements(String sql) {
        List<String> statements = new ArrayList<>();
        for (String part : sql.replaceAll("(?m)^--.*$", "").split(";\\s*\n", -1)) {
            if (!part.isBlank()) {
                statements.add(part.strip());
            }
        }
        return statements;
    }

    private static List<Map<String, String>> rows(View view) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Row row : view.read(ViewQuery.ALL.withLimit(ROWS_MAX)).toRows()) {
            Map<String, String> fields = new TreeMap<>();
            for (int i = 0; i < view.columns().size(); i++) {
                fields.put(view.columns().get(i).name(), text(row.getField(i)));
            }
            rows.add(fields);
        }
        return rows;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Instant time) {
            return TIME.format(time) + "Z";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static List<Map<String, String>> expected(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Map<String, String> fields = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : JSON.readTree(line).properties()) {
                JsonNode value = field.getValue();
                fields.put(field.getKey(), value.isNull() ? "null" : value.asString());
            }
            rows.add(fields);
        }
        return rows;
    }
}
