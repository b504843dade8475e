package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.testing.sql.ContractRows.Line;
import io.weir.testing.sql.ContractTable.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tables of every connector and format do, on every engine: all rows are read once and written once, whatever
 * is in them and at every parallelism, and no rows are fine too. What cannot be on an engine says so.
 *
 * <p>What a source reads was written by local Flink, and what a sink wrote is read by it, from and to files and tables
 * of a database that the test itself writes and reads.
 */
class TableContractTest {
    private static final String SETTINGS =
            "SET 'restart-strategy.type' = 'none';\n" + "SET 'execution.checkpointing.interval' = '500 ms';\n";

    private static final Map<String, String> LOADED = new HashMap<>();

    @TempDir
    private static Path shared;

    private static @Nullable FlinkCluster localFlink;

    /** What runs on the cluster, beside the other engines. */
    private static final ContractCases<List<Line>> THERE = new ContractCases<>(2);

    @BeforeAll
    static void prepare() throws Exception {
        localFlink = FlinkCluster.start();
        ContractRows.write(shared.resolve("rows"), ContractRows.all());
        ContractRows.write(shared.resolve("no-rows"), List.of());
        List<Case> there = cases().filter(given -> given.engine() == ContractEngine.CLUSTER)
                .toList();
        for (Case given : there) {
            THERE.begin("read " + given, () -> read(given));
        }
        for (Case given : there) {
            THERE.begin("written " + given, () -> written(given));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        THERE.end();
        Objects.requireNonNull(localFlink).close();
    }

    /** A table on an engine. */
    private record Case(ContractTable table, ContractEngine engine, int parallelism, boolean isEmpty) {
        List<Line> rows(boolean isSource) {
            boolean hasNone = isEmpty || table.limit(engine, isSource).isPresent();
            return hasNone ? List.of() : ContractRows.sorted(table.shape().of(ContractRows.all()));
        }

        Path feed() {
            return shared.resolve(isEmpty ? "no-rows" : "rows");
        }

        @Override
        public String toString() {
            return table + ", " + engine + ", parallelism " + parallelism + (isEmpty ? ", no rows" : "");
        }
    }

    static Stream<Case> cases() {
        return ContractTable.all().stream()
                .flatMap(table -> Stream.of(ContractEngine.values())
                        .flatMap(engine -> Stream.of(
                                new Case(table, engine, 1, false),
                                new Case(table, engine, 4, false),
                                new Case(table, engine, 2, true))));
    }

    /** The place of a table with the rows of a case, which local Flink has written. */
    private static synchronized String loaded(Case given) throws Exception {
        String key = given.table().name() + given.isEmpty();
        String place = LOADED.get(key);
        if (place == null) {
            place = given.table().newPlace(shared);
            if (given.table().kind() == Kind.FILES) {
                Files.createDirectories(Path.of(URI.create(place)));
            }
            if (!given.isEmpty()) {
                ContractLedger.runLocally(
                        Objects.requireNonNull(localFlink),
                        ContractRows.files("feed", given.feed())
                                + given.table().create("t", place)
                                + given.table().insertFrom("t", "feed"));
            }
            LOADED.put(key, place);
        }
        return place;
    }

    private static void check(ContractEngine engine, ContractJob job, Optional<String> limit) throws Exception {
        if (limit.isPresent()) {
            assertThatThrownBy(() -> engine.start(job)).hasMessageContaining(limit.get());
            return;
        }
        try (ContractRun run = engine.start(job)) {
            run.awaitEnd();
        }
    }

    /** What is read of a table that has the rows of a case. */
    private static List<Line> read(Case given) throws Exception {
        ContractTable table = given.table();
        ContractLedger ledger = ContractLedger.of(table, shared);
        String sql = SETTINGS + table.create("t", loaded(given)) + ledger.create() + table.insertInto("ledger", "t");
        check(
                given.engine(),
                ContractJob.once(sql, given.parallelism(), shared)
                        .withDoorSource(table.kind().connector()),
                table.limit(given.engine(), true));
        return ledger.rows();
    }

    /** What is in a table after the rows of a case were written to it. */
    private static List<Line> written(Case given) throws Exception {
        ContractTable table = given.table();
        String place = table.newPlace(shared);
        String sql = SETTINGS
                + ContractRows.files("feed", given.feed())
                + table.create("t", place)
                + table.insertFrom("t", "feed");
        check(
                given.engine(),
                ContractJob.once(sql, given.parallelism(), shared)
                        .withDoorSink(table.kind().connector()),
                table.limit(given.engine(), false));
        return ContractLedger.rows(table, place, Objects.requireNonNull(localFlink), shared);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRowIsReadOnce(Case given) throws Exception {
        boolean isThere = given.engine() == ContractEngine.CLUSTER;
        List<Line> rows = isThere ? THERE.result("read " + given) : read(given);
        assertThat(rows).isEqualTo(given.rows(true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRowIsWrittenOnce(Case given) throws Exception {
        boolean isThere = given.engine() == ContractEngine.CLUSTER;
        List<Line> rows = isThere ? THERE.result("written " + given) : written(given);
        assertThat(rows).isEqualTo(given.rows(false));
    }
}
