package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the page on canaries, counted by hand with Java's own MD5. */
class CanaryTest {
    private static final int EVENTS = 6_000;
    private static final LocalDateTime START = LocalDateTime.parse("2026-03-01T11:00:00");

    @TempDir
    private Path folder;

    private record Click(int user, String page, LocalDateTime at) {}

    private static List<Click> clicks() {
        Random random = new Random(5);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            // Two and a half hours, so that each of the three shares has its time.
            clicks.add(new Click(random.nextInt(2_000), "/p" + random.nextInt(3), START.plusNanos(i * 1_500_000_000L)));
        }
        return clicks;
    }

    private static boolean isSampled(Click click) throws Exception {
        byte[] user = Integer.toString(click.user()).getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(user));
        int share = Integer.parseInt(hash.substring(0, 4), 16);
        int hour = click.at().getHour();
        return hour < 12 ? share < 655 : hour > 12 || share < 6554;
    }

    private static Path page() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("gallery"))) {
            here = here.getParent();
        }
        return here.resolve("docs/how-to/canary.md");
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "flink"})
    void theSampleIsThatOfTheHash(String engine) throws Exception {
        StringBuilder input = new StringBuilder();
        Map<String, Integer> expected = new HashMap<>();
        int sampled = 0;
        for (Click click : clicks()) {
            input.append("{\"user_id\":" + click.user() + ",\"page\":\"" + click.page() + "\",\"load_time_ms\":7,"
                    + "\"event_timestamp\":\"" + click.at().toString().replace('T', ' ')
                    + (click.at().getSecond() == 0 && click.at().getNano() == 0 ? ":00" : "") + "\"}\n");
            if (isSampled(click)) {
                sampled++;
                String minute = click.at().toString().substring(0, 16).replace('T', ' ');
                expected.merge(click.page() + " " + minute, 1, Integer::sum);
            }
        }
        Files.writeString(folder.resolve("clicks.ndjson"), input);
        String page = Files.readString(page());
        String sql = page.substring(page.indexOf("```sql\n") + 7, page.indexOf("\n```\n", page.indexOf("```sql")));
        Path script = Files.writeString(
                folder.resolve("canary.sql"),
                sql.replace(
                        "'connector' = 'view'",
                        "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + folder.resolve("out") + "'"));

        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(error, true, StandardCharsets.UTF_8),
                "run",
                "--quiet",
                "--engine",
                engine,
                "-D",
                "weir.table.clicks.path=" + folder.resolve("clicks.ndjson"),
                script.toString());

        assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(sampled).isBetween(1_300, 1_700);
        Map<String, Integer> counted = new HashMap<>();
        for (String row : rows()) {
            String[] parts = row.replaceAll("[{}\"]", "").split(",", -1);
            String minute = parts[1].substring("window_start:".length()).substring(0, 16);
            counted.merge(
                    parts[0].substring("page:".length()) + " " + minute,
                    Integer.parseInt(parts[2].substring("clicks:".length())),
                    Integer::sum);
        }
        assertThat(counted).isEqualTo(expected);
    }
}
