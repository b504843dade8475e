package io.weir.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.RowConverter;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDBC source against a real PostgreSQL. */
class JdbcSourceTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType(), VarCharType.STRING_TYPE}, new String[] {"id", "name"});

    private final PostgresServer server = PostgresServer.shared();
    private final String table = PostgresServer.newName("source");
    private final Map<String, String> options = new HashMap<>(server.options(table));

    private List<String> read(RowType type, int parallelism, long limit) {
        List<String> rows = new ArrayList<>();
        RowConverter converter = new RowConverter(type);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Source source = new JdbcSourceFactory()
                .create(Requests.source(Requests.fields(type), options, Map.of(), parallelism, 100, limit))) {
            for (int i = 0; i < parallelism; i++) {
                try (SourceReader reader = source.createReader(i)) {
                    while (!reader.isFinished() && System.nanoTime() < end) {
                        Batch batch = reader.poll();
                        for (int j = 0; batch != null && j < batch.rowCount(); j++) {
                            rows.add(converter.toRow(batch, j).toString());
                        }
                    }
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1,0,99", "3,0,99", "7,-5,200", "100,0,99", "200,10,19", "2,98,99", "1,7,7"})
    void partsCoverTheRangeAndNothingElse(int parts, int lower, int upper) {
        server.execute(
                "CREATE TABLE " + table + " (id INT, name TEXT, part NUMERIC)",
                "INSERT INTO " + table + " SELECT i, 'name', i FROM generate_series(0, 99) AS i");
        options.put("scan.partition.column", "part");
        options.put("scan.partition.num", Integer.toString(parts));
        options.put("scan.partition.lower-bound", Integer.toString(lower));
        options.put("scan.partition.upper-bound", Integer.toString(upper));

        List<String> expected = server.query(
                "SELECT '+I[' || id || ', name]' FROM " + table + " WHERE part BETWEEN " + lower + " AND " + upper);
        assertThat(read(TYPE, 2, Long.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aLimitIsAskedForInTheDatabase() {
        server.execute(
                "CREATE TABLE " + table + " (id INT, name TEXT)",
                "INSERT INTO " + table + " SELECT i, 'name' FROM generate_series(0, 99) AS i");
        assertThat(read(TYPE, 1, 5)).hasSize(5);
    }

    @Test
    void namesAreFoldedAsInTheDatabaseAndKeptWhereTheyAreQuoted() {
        String name = "\"Mixed " + table + "\"";
        server.execute("CREATE TABLE " + name + " (ID INT, \"Name\" TEXT)", "INSERT INTO " + name + " VALUES (1, 'a')");
        options.put("table-name", "public." + name);
        RowType type =
                RowType.of(new LogicalType[] {new IntType(), VarCharType.STRING_TYPE}, new String[] {"Id", "Name"});
        assertThat(read(type, 1, Long.MAX_VALUE)).containsExactly("+I[1, a]");
    }

    @Test
    void textsOfOtherTypesAndInstantsAreRead() {
        server.execute(
                "CREATE TYPE " + table + "_mood AS ENUM ('good', 'bad')",
                "CREATE TABLE " + table + " (at_ TIMESTAMPTZ, mood " + table + "_mood, id UUID)",
                "INSERT INTO " + table
                        + " VALUES ('2026-01-01 10:00:00.123456+02', 'bad', '11111111-2222-3333-4444-555555555555')");
        RowType type = RowType.of(
                new LogicalType[] {new LocalZonedTimestampType(6), VarCharType.STRING_TYPE, VarCharType.STRING_TYPE},
                new String[] {"at_", "mood", "id"});
        assertThat(read(type, 1, Long.MAX_VALUE))
                .containsExactly("+I[2026-01-01T08:00:00.123456Z, bad, 11111111-2222-3333-4444-555555555555]");
    }

    @Test
    void aNumberThatDoesNotFitIsNamed() {
        server.execute(
                "CREATE TABLE " + table + " (id NUMERIC)", "INSERT INTO " + table + " VALUES (12.345), (123456)");
        RowType type = RowType.of(new LogicalType[] {new DecimalType(6, 2)}, new String[] {"id"});
        assertThatThrownBy(() -> read(type, 1, Long.MAX_VALUE))
                .hasMessageContaining("the value 123456 of column id does not fit DECIMAL(6, 2)");
    }

    @Test
    void wrongOptionsAreExplained() {
        server.execute("CREATE TABLE " + table + " (id INT, name TEXT)");
        options.put("scan.partition.column", "id");
        assertThatThrownBy(() -> read(TYPE, 1, Long.MAX_VALUE))
                .hasMessageContaining("option 'scan.partition.num' is missing");
        options.put("scan.partition.num", "2");
        options.put("scan.partition.lower-bound", "5");
        options.put("scan.partition.upper-bound", "4");
        assertThatThrownBy(() -> read(TYPE, 1, Long.MAX_VALUE))
                .hasMessageContaining("option 'scan.partition.lower-bound'");
    }
}
