package io.weir.library;

import static org.apache.flink.table.api.Expressions.$;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.library.run.EngineChoice;
import io.weir.plan.WeirException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeirTest {

    private static final String CLICKS = """
            CREATE TABLE clicks (
              page STRING,
              ms INT,
              ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts
            ) WITH ('connector' = 'push')""";

    private static final String PER_MINUTE = """
            SELECT window_start, page, COUNT(*) AS clicks, SUM(ms) AS ms
            FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
            GROUP BY window_start, window_end, page""";

    private static LocalDateTime at(int minute, int second) {
        return LocalDateTime.of(2026, 1, 1, 10, minute, second);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void pushedRowsAreCountedOnBothEngines(EngineChoice engine) {
        try (Weir weir = Weir.builder().engine(engine).parallelism(2).open()) {
            // Given a query over a table of pushed rows
            weir.execute(CLICKS);
            QueryResult result = weir.query(PER_MINUTE);

            // When rows are pushed and the table ends
            try (TableInput clicks = weir.input("clicks")) {
                clicks.push("/home", 120, at(0, 1));
                clicks.push("/home", 80, at(0, 59));
                clicks.push("/cart", null, at(1, 0));
            }

            // Then the result is complete
            assertThat(result.columns()).containsExactly("window_start", "page", "clicks", "ms");
            assertThat(result.toList())
                    .containsExactlyInAnyOrder(Row.of(at(0, 0), "/home", 2L, 200), Row.of(at(1, 0), "/cart", 1L, null));
            assertThat(result.whyOnFlink()).isEmpty();
        }
    }

    @Test
    void rowsThatWerePushedBeforeTheQueryWaitForIt() {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            try (TableInput clicks = weir.input("clicks")) {
                clicks.push("/home", 1, at(0, 1));
            }

            assertThat(weir.query("SELECT page, ms FROM clicks").toList()).containsExactly(Row.of("/home", 1));
        }
    }

    @Test
    void aWindowIsGivenOutWhileTheTableIsOpen() {
        try (Weir weir =
                Weir.builder().set("pipeline.auto-watermark-interval", "0 ms").open()) {
            weir.execute(CLICKS);
            TableInput clicks = weir.input("clicks");
            Iterator<Row> changes = weir.query(PER_MINUTE).changes();

            clicks.push("/home", 120, at(0, 1));
            clicks.push("/home", 80, at(1, 30));

            assertThat(changes.next()).isEqualTo(Row.of(at(0, 0), "/home", 1L, 120));
        }
    }

    @Test
    void aSubscriberGetsEveryChange() throws InterruptedException {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            BlockingQueue<Row> seen = new LinkedBlockingQueue<>();
            weir.query("SELECT page FROM clicks WHERE ms > 100", seen::add);

            TableInput clicks = weir.input("clicks");
            clicks.push("/slow", 101, at(0, 0));
            clicks.push("/fast", 99, at(0, 0));
            clicks.push("/slower", 1000, at(0, 0));

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(Row.of("/slow"));
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(Row.of("/slower"));
        }
    }

    @Test
    void anUpdatingResultIsTheTableThatIsLeft() {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            QueryResult counts = weir.query("SELECT page, COUNT(*) AS n FROM clicks GROUP BY page");
            try (TableInput clicks = weir.input("clicks")) {
                for (int i = 0; i < 1000; i++) {
                    clicks.push("/" + i % 3, i, at(0, 0));
                }
            }

            assertThat(counts.toList())
                    .containsExactlyInAnyOrder(Row.of("/0", 334L), Row.of("/1", 333L), Row.of("/2", 333L))
                    .allMatch(row -> row.getKind() == RowKind.INSERT);
        }
    }

    @Test
    void severalQueriesReadTheSameTable() {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            QueryResult pages = weir.query("SELECT page FROM clicks");
            QueryResult times = weir.query("SELECT ms FROM clicks");
            try (TableInput clicks = weir.input("clicks")) {
                clicks.push("/home", 7, at(0, 0));
            }

            assertThat(pages.toList()).containsExactly(Row.of("/home"));
            assertThat(times.toList()).containsExactly(Row.of(7));
        }
    }

    @Test
    void anInsertRunsToItsEndOrBesideTheProgram(@TempDir Path folder) throws Exception {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS + ";\nCREATE TABLE pages (page STRING) WITH ('connector' = 'filesystem', 'path' = '"
                    + folder.resolve("out") + "', 'format' = 'csv');");
            try (Pipeline pipeline = weir.start("INSERT INTO pages SELECT page FROM clicks")) {
                try (TableInput clicks = weir.input("clicks")) {
                    clicks.push("/home", 1, at(0, 0));
                }
                pipeline.await();
                assertThat(pipeline.hasEnded()).isTrue();
                assertThat(pipeline.status().rowsOut()).isEqualTo(1);
            }
            weir.execute("INSERT INTO pages VALUES ('/b'), ('/c')");

            try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("out"))) {
                assertThat(files.map(WeirTest::lines).flatMap(List::stream))
                        .containsExactlyInAnyOrder("/home", "/b", "/c");
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void tableApiQueriesAndPlansRunOnTheEngine(@TempDir Path folder) throws Exception {
        try (Weir weir = Weir.open()) {
            weir.execute("CREATE TABLE words (word STRING) WITH ('connector' = 'push');\n"
                    + "CREATE TABLE words_out (word STRING) WITH ('connector' = 'filesystem', 'path' = '"
                    + folder.resolve("out") + "', 'format' = 'csv');");
            try (TableInput words = weir.input("words")) {
                words.push("weir");
                words.push("dam");
            }
            Table long4 = weir.tableEnvironment()
                    .from("words")
                    .filter($("word").charLength().isEqual(4));

            QueryResult result = weir.query(long4);
            assertThat(result.toList()).containsExactly(Row.of("weir"));
            assertThat(result.whyOnFlink()).isEmpty();

            CompiledPlan plan = weir.tableEnvironment()
                    .fromValues("a", "b")
                    .insertInto("words_out")
                    .compilePlan();
            try (Pipeline pipeline = weir.start(plan)) {
                pipeline.await();
                assertThat(pipeline.whyOnFlink()).isEmpty();
            }
        }
    }

    @Test
    void mistakesSayWhatIsWrong() {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS + ";\nCREATE TABLE other (a INT NOT NULL) WITH ('connector' = 'datagen');\n"
                    + "CREATE TABLE strict (a INT NOT NULL) WITH ('connector' = 'push')");

            assertThatThrownBy(() -> weir.execute("SELCT 1")).isInstanceOf(WeirException.class);
            assertThatThrownBy(() -> weir.execute("SELECT 1")).hasMessageContaining("query()");
            assertThatThrownBy(() -> weir.query("CREATE TABLE t (a INT)")).hasMessageContaining("one at a time");
            assertThatThrownBy(() -> weir.input("nothing")).hasMessageContaining("There is no table");
            assertThatThrownBy(() -> weir.input("other")).hasMessageContaining("'connector' = 'push'");
            TableInput clicks = weir.input("clicks");
            assertThatThrownBy(() -> clicks.push("/home"))
                    .hasMessageContaining("A row of 1 values for a table of 3 columns")
                    .hasMessageContaining("ts LocalDateTime");
            assertThatThrownBy(() -> clicks.push("/home", "fast", at(0, 0)))
                    .hasMessageContaining("Column 'ms' is INT, and the value 'fast' is of class java.lang.String");
            assertThatThrownBy(() -> weir.input("strict").push((Object) null)).hasMessageContaining("NOT NULL");
        }
    }

    @Test
    void rowsThatNobodyReadsAreRefusedInTheEnd() {
        try (Weir weir = Weir.open()) {
            weir.execute("CREATE TABLE t (a INT) WITH ('connector' = 'push')");
            TableInput input = weir.input("t");
            for (int i = 0; i < io.weir.flink.connector.PushChannel.WAITING_ROWS_MAX; i++) {
                input.push(i);
            }

            assertThatThrownBy(() -> input.push(0)).hasMessageContaining("no pipeline reads the table");
        }
    }

    @Test
    void closingStopsWhatRuns() {
        QueryResult result;
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            result = weir.query("SELECT page FROM clicks");
        }
        assertThat(result.changes().hasNext()).isFalse();
    }
}
