package io.weir.server.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.health.HealthEvaluator;
import io.weir.server.health.HealthInput;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthSettings;
import io.weir.server.health.Measure;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.ProcessHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages are there, say what they must, and what they quote is what the product says. */
public class RunbooksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE = Pattern.compile("(?m)^> (.+)$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern COMMAND = Pattern.compile("\\./weir (\\w+)");

    /** What a page quotes; {@code …} stands for anything. */
    public static List<Pattern> quotes(String name) {
        Matcher matcher = QUOTE.matcher(page(name));
        List<Pattern> quotes = new ArrayList<>();
        while (matcher.find()) {
            quotes.add(Pattern.compile(
                    Stream.of(matcher.group(1).split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*", ".*", ".*")),
                    Pattern.DOTALL));
        }
        assertThat(quotes).as("quotes of %s", name).isNotEmpty();
        return quotes;
    }

    /** The same as they are written. */
    public static List<String> examples(String name) {
        return QUOTE.matcher(page(name))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String page(String name) {
        return Runbooks.markdown(name).orElseThrow(() -> new AssertionError("no page " + name));
    }

    static List<String> names() {
        return Runbooks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachPageHasAllSectionsAndNamesTestsThatExist(String name) throws IOException {
        String page = page(name);

        assertThat(page.lines().filter(line -> line.startsWith("## ")).toList())
                .containsExactly("## Symptom", "## Look", "## Cause and remedy", "## How this was tried");
        assertThat(quotes(name)).isNotEmpty();
        String tried = page.substring(page.indexOf("## How this was tried"));
        Matcher tests = TEST.matcher(tried);
        int count = 0;
        while (tests.find()) {
            count++;
            assertThat(testSource(tests.group(1)))
                    .as("%s names %s", name, tests.group())
                    .contains(tests.group(2) == null ? "class " + tests.group(1) : "void " + tests.group(2) + "(");
        }
        assertThat(count).as("tests that %s names", name).isPositive();
    }

    private static String testSource(String className) throws IOException {
        for (String folder : List.of("server/src/test", "engine/src/test", "connectors", "testing/faults/src/test")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                Optional<Path> found = files.filter(
                                file -> file.getFileName().toString().equals(className + ".java"))
                        .findFirst();
                if (found.isPresent()) {
                    return Files.readString(found.get());
                }
            }
        }
        return "";
    }

    @Test
    void thereAreFifteenAndTheirIndexListsThem() throws IOException {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(15);
        String index = Files.readString(ROOT.resolve("docs/how-to/runbooks/README.md"));
        for (String name : names()) {
            assertThat(index).contains("](" + name + ".md)");
        }
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/how-to/runbooks"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void everyMeasureHasItsPage() {
        for (Measure measure : Measure.values()) {
            assertThat(names()).contains(measure.runbook());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCommandsExist(String name) throws IOException {
        Set<String> commands = Stream.of(Files.readString(ROOT.resolve("docs/reference/commands.md"))
                        .split("\n", -1))
                .map(Pattern.compile("^\\| `weir (\\w+)")::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
        commands.add("serve");
        Matcher matcher = COMMAND.matcher(page(name));
        while (matcher.find()) {
            assertThat(commands).as("%s in %s", matcher.group(), name).contains(matcher.group(1));
        }
    }

    /** Each measure just above its limit, and what the page quotes for it. */
    @Test
    void theQuotedMessagesAreTheProducts() {
        Map<Measure, String> texts = textsOfMeasures();

        texts.forEach((measure, text) -> assertThat(quotes(measure.runbook()))
                .as("%s says: %s", measure, text)
                .anyMatch(quote -> quote.matcher(text).matches()));
    }

    private static Map<Measure, String> textsOfMeasures() {
        HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);
        Map<Measure, String> texts = new EnumMap<>(Measure.class);
        long events = 0;
        long failed = 0;
        for (long now = 0; now <= 900_000; now += 5_000) {
            boolean isBad = now > 600_000;
            events += isBad ? 3_950 : 5_000;
            PipelineHealth pipeline = new PipelineHealth.Builder("p", PipelineHealth.State.RUNNING, "", 0)
                    .lag(61_000, "orders-3")
                    .events(events, failed)
                    .latencyMillis(isBad ? 402 : 200)
                    .backpressured(0.101, "Calc (node 4)")
                    .stateBytes(801, 1000)
                    .epochMillis(8_010)
                    .build();
            read(
                    texts,
                    evaluator.evaluate(
                            now,
                            new HealthInput(
                                    new ProcessHealth(0.801, 0.801, Double.NaN, Double.NaN), List.of(pipeline))));
        }
        texts.put(Measure.ERRORS, errors());
        texts.remove(Measure.NETWORK);
        texts.remove(Measure.RESTARTS);
        texts.put(Measure.DOWN, "it does not run: no reason is known");
        return texts;
    }

    private static String errors() {
        HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);
        Map<Measure, String> texts = new EnumMap<>(Measure.class);
        for (int step = 0; step <= 60; step++) {
            PipelineHealth pipeline = new PipelineHealth.Builder("p", PipelineHealth.State.RUNNING, "", 0)
                    .events(step * 5_000L, step * 55L)
                    .build();
            read(texts, evaluator.evaluate(step * 5_000L, new HealthInput(ProcessHealth.UNKNOWN, List.of(pipeline))));
        }
        return String.valueOf(texts.get(Measure.ERRORS));
    }

    private static void read(Map<Measure, String> texts, List<HealthReading> readings) {
        readings.forEach(reading -> texts.put(reading.measure(), reading.text()));
    }

    @ParameterizedTest
    @CsvSource({
        "OutOfMemoryError, Java heap space, out-of-memory",
        "IO_FULL, it cannot be written: no space is left, disk-full",
        "IO_FAILED, No space left on device, disk-full",
        "STATE_DAMAGED, the file is not there, damaged-epoch",
        "STATE_MISFIT, The plan does not fit, plan-does-not-fit-state",
        "RECORD_UNDECODABLE, is no BIGINT, errors",
        "VALUE_INVALID, the database does not take the row, errors",
        "CONNECTOR_UNREACHABLE, Kafka cannot be reached at, broker-unreachable",
        "CONNECTOR_UNREACHABLE, the connection was lost, database-down",
        "IO_FAILED, was rewritten or shortened since the epoch was saved, input-changed",
        "IO_NOT_FOUND, has been removed since the epoch was saved, input-changed",
        "CONNECTOR_FAILED, 'offset 3, where the saved epoch goes on, is no longer kept', input-changed",
        "SQL_INVALID, there is no such column, pipeline-failed",
        "'', '', pipeline-failed",
    })
    void aFailureLeadsToItsPage(String kind, String message, String page) {
        assertThat(FailureKind.runbook(kind, message)).isEqualTo(page);
        assertThat(names()).contains(page);
    }

    @Test
    void theMessageOfAFullDiskIsTheProducts() throws IOException {
        String source = Files.readString(ROOT.resolve("engine/src/main/java/io/weir/engine/epoch/Failures.java"));

        assertThat(source).contains(": no space is left\"").contains("\"Make room for it.\"");
        assertThat(quotes("disk-full"))
                .allMatch(quote -> quote.matcher("x: it cannot be written: no space is left. Make room for it.")
                        .matches());
    }

    @Test
    void theMessageOfAFileThatWasRewrittenIsTheProducts() throws IOException {
        String source = Files.readString(
                ROOT.resolve("connectors/files/src/main/java/io/weir/connector/files/RestoredFiles.java"));

        assertThat(source).contains("\"was rewritten or shortened since the epoch was saved: \"");
        assertThat(quotes("input-changed"))
                .allMatch(quote -> quote.matcher(
                                "a.json: was rewritten or shortened since the epoch was saved: it has 9 bytes")
                        .matches());
    }

    @Test
    void aPageIsServedAsHtmlWithLinksThatWork() {
        String html = Runbooks.html(page("lag"));

        assertThat(html)
                .contains("<title>Lag</title>")
                .contains("<table>")
                .contains("href=\"backpressure\"")
                .doesNotContain(".md\"");
        assertThat(Runbooks.html("# a <script>\n\n<script>alert(1)</script> [x](javascript:alert(1))"))
                .doesNotContain("<script>")
                .doesNotContain("href=\"javascript");
    }

    @ParameterizedTest
    @CsvSource({"../lag", "README", "lag.md", "''", "LAG"})
    void onlyPagesThatAreKnownCanBeAskedFor(String name) {
        assertThat(Runbooks.markdown(name)).isEmpty();
    }
}
