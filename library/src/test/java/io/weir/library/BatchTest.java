package io.weir.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.library.run.EngineChoice;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code SET 'execution.runtime-mode' = 'batch'}: final rows only, from the same file, on both engines. */
class BatchTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeOrders() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), """
                1,anna,10,2026-01-01 10:00:00.000
                2,bert,5,2026-01-01 10:05:00.000
                3,anna,20,2026-01-01 10:01:00.000
                4,anna,30,2026-01-01 09:00:00.000
                """);
    }

    private Weir open(EngineChoice engine) {
        Weir weir = Weir.builder().engine(engine).parallelism(2).open();
        weir.execute("SET 'execution.runtime-mode' = 'batch';\n"
                + "CREATE TABLE orders (id INT, customer STRING, amount INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)"
                + " WITH ('connector' = 'filesystem', 'path' = '" + folder.resolve("orders.csv")
                + "', 'format' = 'csv');\n"
                + "CREATE TABLE totals (customer STRING, orders BIGINT, amount INT)"
                + " WITH ('connector' = 'filesystem', 'path' = '" + folder.resolve("totals") + "', 'format' = 'csv');");
        return weir;
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void anUpdatingQueryGivesItsFinalRowsToATableOfFiles(EngineChoice engine) {
        try (Weir weir = open(engine)) {
            weir.execute("INSERT INTO totals SELECT customer, COUNT(*), SUM(amount) FROM orders GROUP BY customer");

            assertThat(lines(folder.resolve("totals"))).containsExactlyInAnyOrder("anna,3,60", "bert,1,5");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void nothingIsLate(EngineChoice engine) {
        try (Weir weir = open(engine)) {
            QueryResult hours =
                    weir.query("SELECT HOUR(window_start) AS h, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders,"
                            + " DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, window_end");

            // The order of nine o'clock comes last, when the watermark of a stream would be beyond ten.
            assertThat(hours.toList()).containsExactlyInAnyOrder(Row.of(9L, 1L), Row.of(10L, 3L));
        }
    }

    @Test
    void aSelectGivesInsertionsOnly() {
        try (Weir weir = open(EngineChoice.NATIVE)) {
            List<Row> changes = new java.util.ArrayList<>();
            weir.query("SELECT customer, MAX(amount) FROM orders GROUP BY customer")
                    .changes()
                    .forEachRemaining(changes::add);

            assertThat(changes).containsExactlyInAnyOrder(Row.of("anna", 30), Row.of("bert", 5));
        }
    }

    @Test
    void anUpdatingResultIsSorted() {
        try (Weir weir = open(EngineChoice.NATIVE)) {
            QueryResult sums =
                    weir.query("SELECT customer, SUM(amount) AS s FROM orders GROUP BY customer ORDER BY s DESC");

            assertThat(sums.toList()).containsExactly(Row.of("anna", 60), Row.of("bert", 5));
            assertThat(weir.query("SELECT id FROM orders ORDER BY amount DESC").toList())
                    .containsExactly(Row.of(4), Row.of(3), Row.of(1), Row.of(2));
        }
    }

    @Test
    void statementsBetweenBeginAndEndAreOneBatch() {
        for (EngineChoice engine : List.of(EngineChoice.NATIVE, EngineChoice.FLINK)) {
            try (Weir weir = open(engine)) {
                weir.execute("BEGIN STATEMENT SET;\n"
                        + "INSERT INTO totals SELECT customer, COUNT(*), 0 FROM orders GROUP BY customer;\n"
                        + "INSERT INTO totals SELECT 'all', COUNT(*), SUM(amount) FROM orders;\nEND;");
            }
        }

        assertThat(lines(folder.resolve("totals")))
                .containsExactlyInAnyOrder("anna,3,0", "bert,1,0", "all,4,65", "anna,3,0", "bert,1,0", "all,4,65");
    }

    @Test
    void whatCannotBeAStreamRunsOnFlinkAsABatch() {
        try (Weir weir = open(EngineChoice.AUTO)) {
            QueryResult result = weir.query("SELECT APPROX_COUNT_DISTINCT(customer) AS customers FROM orders");

            assertThat(result.toList()).containsExactly(Row.of(2L));
            assertThat(result.whyOnFlink())
                    .hasValueSatisfying(why -> assertThat(why).contains("cannot be planned as a stream"));
        }
    }

    @Test
    void anUnboundedTableIsRefused() {
        try (Weir weir = open(EngineChoice.NATIVE)) {
            weir.execute("CREATE TABLE endless (a INT) WITH ('connector' = 'datagen')");

            assertThatThrownBy(() -> weir.query("SELECT COUNT(*) FROM endless"))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("unbounded");
        }
    }

    @Test
    void aMistakeIsReportedOnce() {
        try (Weir weir = open(EngineChoice.AUTO)) {
            assertThatThrownBy(() -> weir.query("SELECT nothing FROM orders"))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("nothing");
            assertThatThrownBy(() -> weir.execute("SET 'execution.runtime-mode' = 'bach'"))
                    .hasMessageContaining("'streaming' or 'batch'");
        }
    }

    @Test
    void streamingComesBackWithSet() {
        try (Weir weir = open(EngineChoice.NATIVE)) {
            weir.execute("SET 'execution.runtime-mode' = 'streaming'");

            assertThatThrownBy(() -> weir.execute(
                            "INSERT INTO totals SELECT customer, COUNT(*), SUM(amount) FROM orders GROUP BY customer"))
                    .hasMessageContaining("update");
        }
    }

    private static List<String> lines(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
