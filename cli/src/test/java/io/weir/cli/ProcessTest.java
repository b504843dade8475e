package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, pipes, full disks, and what is left behind. */
@Timeout(value = 120)
class ProcessTest {
    private static final int SIGINT_STATUS = 130;
    private static final int SIGTERM_STATUS = 143;
    private static final Pattern COUNT = Pattern.compile("\"view_count\":(\\d+)");
    private static final String GENERATED = """
            CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000');
            CREATE TABLE p (id BIGINT, v INT) WITH ('connector' = 'print');
            INSERT INTO p SELECT id, v FROM g;
            """;
    private static final String STDIN = """
            CREATE TABLE events (page STRING, v INT) WITH ('connector' = 'stdin', 'format' = 'json');
            SELECT page, v FROM events;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needsUnix() {
        assumeTrue(Files.exists(Path.of("/bin/sh")));
    }

    @Test
    void stopsCleanlyOnSignals() throws Exception {
        for (String signal : List.of("INT", "TERM")) {
            Process weir = weir("run", file(GENERATED), "--parallelism", "1").start();
            BufferedReader rows = output(weir);
            assertThat(rows.readLine()).startsWith("+I[");

            signal(signal, weir.pid());
            String last = "";
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                last = row;
            }

            assertThat(weir.waitFor()).isEqualTo(signal.equals("INT") ? SIGINT_STATUS : SIGTERM_STATUS);
            assertThat(last).endsWith("]");
            assertThat(error(weir))
                    .contains("rows in")
                    .contains("on the native engine")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() throws Exception {
        for (String engine : List.of("native", "flink")) {
            Process weir = weir("run", file(GENERATED), "--engine", engine).start();
            BufferedReader rows = output(weir);
            assertThat(rows.readLine()).contains("+I[");

            rows.close();

            assertThat(weir.waitFor()).as(engine).isZero();
            assertThat(error(weir)).doesNotContain("Exception").doesNotContain("cannot");
        }
    }

    @Test
    void saysWhyStandardOutputCannotBeWritten() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        for (List<String> arguments : List.of(List.of("run", file(GENERATED)), List.of("--help"))) {
            Process weir = weir(arguments.toArray(String[]::new))
                    .redirectOutput(full.toFile())
                    .start();

            String error = error(weir);

            assertThat(weir.waitFor()).isEqualTo(Main.EXIT_FAILED);
            assertThat(error)
                    .contains("standard output cannot be written: No space left")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void showsRowsOfALivePipeAtOnce() throws Exception {
        Process weir = weir("run", file(STDIN)).start();
        BufferedReader rows = output(weir);
        for (int i = 0; i < 3; i++) {
            weir.getOutputStream().write(("{\"page\":\"/a\",\"v\":" + i + "}\n").getBytes(StandardCharsets.UTF_8));
            weir.getOutputStream().flush();
            // The next row is written only when this one has come out.
            assertThat(rows.readLine()).isEqualTo("{\"page\":\"/a\",\"v\":" + i + "}");
        }

        weir.getOutputStream().close();

        assertThat(rows.readLine()).isNull();
        assertThat(weir.waitFor()).isZero();
        assertThat(error(weir))
                .contains("3 rows in, 3 rows out")
                .doesNotContain("SLF4J")
                .doesNotContain("WARN");
    }

    @Test
    void demoCountsEveryEventAndLeavesNothingBehind() throws Exception {
        Process weir =
                weir("demo", "--rate", "200", "--state", folder.toString()).start();
        BufferedReader rows = output(weir);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String row = rows.readLine();
            assertThat(row).contains("\"page\":\"/");
            seen.add(row);
        }
        List<ProcessHandle> children = weir.descendants().toList();
        assertThat(children).isNotEmpty();

        signal("INT", weir.pid());
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            seen.add(row);
        }

        assertThat(weir.waitFor()).isEqualTo(SIGINT_STATUS);
        String error = error(weir);
        Matcher summary = Pattern.compile("([\\d,]+) events in").matcher(error);
        assertThat(summary.find()).as(error).isTrue();
        long events = Long.parseLong(summary.group(1).replace(",", ""));
        long counted = seen.stream().mapToLong(ProcessTest::count).sum();
        assertThat(counted).isPositive().isLessThanOrEqualTo(events);
        assertThat(error).doesNotContain("\tat ");
        for (ProcessHandle child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void demoSaysThatABrokerDoesNotAnswer() throws Exception {
        Process weir = weir("demo", "--kafka", "localhost:1", "--state", folder.toString())
                .start();

        String error = error(weir);

        assertThat(weir.waitFor()).isEqualTo(Main.EXIT_FAILED);
        assertThat(error).contains("localhost:1").contains("Check the address").doesNotContain("\tat ");
    }

    private static long count(String row) {
        Matcher matcher = COUNT.matcher(row);
        assertThat(matcher.find()).as(row).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private String file(String sql) throws IOException {
        return Files.writeString(folder.resolve("script.sql"), sql).toString();
    }

    /** The command in a JVM of its own, with the class path and the JVM options of this one. */
    static ProcessBuilder weir(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Optional.ofNullable(System.getProperty("java.home")).orElseThrow() + "/bin/java");
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-"))
                .toList());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String error(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
