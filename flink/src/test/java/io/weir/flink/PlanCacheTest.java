package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.CompiledPlanReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {
    private static final String SQL = """
            CREATE TABLE o (x INT, y STRING) WITH ('connector' = 'print');
            SELECT x, y, COUNT(*) FROM (VALUES (1, 'a'), (2, 'b')) AS t (x, y) GROUP BY x, y;
            INSERT INTO o VALUES (1, 'x');
            """;

    @TempDir
    Path folder;

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void aSecondStartGetsTheSameScript() {
        PlanCache cache = new PlanCache(folder.resolve("new/folder"));

        PlannedScript planned = cache.plan(SQL, "a.sql", Map.of("parallelism.default", "2"));

        assertThat(cache.find(PlanCache.key(SQL, Map.of("parallelism.default", "2"))))
                .contains(planned);
        assertThat(cache.plan(SQL, "a.sql", Map.of("parallelism.default", "2"))).isEqualTo(planned);
    }

    @Test
    void textConfigurationAndJarsMakeTheKey() throws IOException {
        Path jar = folder.resolve("a.jar");
        Files.writeString(jar, "1");
        String key = PlanCache.key("SELECT 1", Map.of("a", "b"), jar.toString());

        assertThat(PlanCache.key("SELECT 1", Map.of("a", "b"), jar.toString()))
                .isEqualTo(key)
                .hasSize(64);
        assertThat(PlanCache.key("SELECT 2", Map.of("a", "b"), jar.toString())).isNotEqualTo(key);
        assertThat(PlanCache.key("SELECT 1", Map.of("a", "c"), jar.toString())).isNotEqualTo(key);
        assertThat(PlanCache.key("SELECT 1", Map.of(), jar.toString())).isNotEqualTo(key);
        Files.writeString(jar, "22");
        assertThat(PlanCache.key("SELECT 1", Map.of("a", "b"), jar.toString())).isNotEqualTo(key);
    }

    @Test
    void jarsThatAManifestNamesBelongToTheKey() throws IOException {
        Path library = folder.resolve("library.jar");
        Files.writeString(library, "1");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "absent.jar library.jar");
        Path jar = folder.resolve("command.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        String key = PlanCache.key(SQL, Map.of(), jar.toString());

        assertThat(PlanCache.key(SQL, Map.of(), jar.toString())).isEqualTo(key);
        Files.writeString(library, "22");
        assertThat(PlanCache.key(SQL, Map.of(), jar.toString())).isNotEqualTo(key);
    }

    @Test
    void aDamagedFileCountsAsAbsentAndIsWrittenAnew() throws IOException {
        PlanCache cache = new PlanCache(folder);
        PlannedScript planned = cache.plan(SQL, "a.sql", Map.of());
        String key = PlanCache.key(SQL, Map.of());
        Path file = only(folder);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cache.find(key)).as("first %d bytes", length).isEmpty();
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(file, flipped);
        assertThat(cache.find(key)).isEmpty();

        assertThat(cache.plan(SQL, "a.sql", Map.of())).isEqualTo(planned);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void whatMayDifferNextTimeIsNotKept() throws IOException {
        PlanCache cache = new PlanCache(folder);

        cache.plan("SHOW TABLES", "a.sql", Map.of());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theLeastRecentlyUsedGoFirst() throws IOException {
        PlanCache cache = new PlanCache(folder, 2, Long.MAX_VALUE);
        PlannedScript script = new PlannedScript(List.of(), true);
        List<String> keys = List.of("a".repeat(64), "b".repeat(64), "c".repeat(64));
        for (int i = 0; i < keys.size(); i++) {
            assertThat(cache.store(keys.get(i), script)).isTrue();
            Path file = folder.resolve(keys.get(i) + ".plan");
            if (Files.exists(file)) {
                assertThat(file.toFile().setLastModified(1_000_000_000_000L + i * 10_000L))
                        .isTrue();
            }
        }

        assertThat(cache.find(keys.get(0))).isEmpty();
        assertThat(cache.find(keys.get(1))).isPresent();
        assertThat(cache.find(keys.get(2))).isPresent();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "in the way");
        PlanCache cache = new PlanCache(file.resolve("cache"));

        assertThat(cache.store("a".repeat(64), new PlannedScript(List.of(), true)))
                .isFalse();
        assertThat(cache.find("a".repeat(64))).isEmpty();
    }

    @Test
    void aSecondStartNeedsNoPlanner() throws Exception {
        new PlanCache(folder).plan(SQL, "a.sql", Map.of());
        String key = PlanCache.key(SQL, Map.of());
        String withoutPlanner = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("flink-table-planner")
                        && !entry.contains("flink-table-api")
                        && !entry.contains("scala")
                        && !entry.contains("janino"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                withoutPlanner,
                FindPlan.class.getName(),
                folder.toString(),
                key));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains("2 jobs", "GroupAggregate(", "Sink(");
    }

    /** What a second start does before anything runs. */
    static final class FindPlan {
        private FindPlan() {}

        public static void main(String[] arguments) {
            PlannedScript script =
                    new PlanCache(Path.of(arguments[0])).find(arguments[1]).orElseThrow();
            System.out.println(script.jobs().size() + " jobs");
            script.jobs()
                    .forEach(job -> System.out.println(
                            CompiledPlanReader.read(job.planJson()).describe()));
        }
    }
}
