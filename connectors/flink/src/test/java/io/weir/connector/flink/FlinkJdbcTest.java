package io.weir.connector.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.RowConverter;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flink's own JDBC connector behind the door, both ways, against a real PostgreSQL. */
class FlinkJdbcTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType(), VarCharType.STRING_TYPE}, new String[] {"id", "name"});
    private static final int ROWS = 300;

    private static @Nullable EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        execute("CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR)");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres().close();
    }

    private static EmbeddedPostgres postgres() {
        return java.util.Objects.requireNonNull(postgres);
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static Map<String, String> options(String table) {
        return Map.of("connector", "jdbc", "url", postgres().getJdbcUrl("postgres", "postgres"), "table-name", table);
    }

    @Test
    void whatTheSinkWritesTheSourceReads() throws Exception {
        // When rows are written by two writers of Flink's sink
        try (Sink sink = Doors.sink("jdbc").create(Requests.sink(TYPE, options("people"), 2))) {
            Rows.write(sink, TYPE, 2, ROWS);
        }

        // Then the database has them
        try (Connection connection = postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*), SUM(id) FROM people")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(ROWS);
            assertThat(result.getInt(2)).isEqualTo(ROWS * (ROWS - 1) / 2);
        }

        // And Flink's source reads them back
        assertThat(read(options("people")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS)
                        .mapToObj(i -> "+I[" + i + ", name " + i + "]")
                        .toList());
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> read(options("nobody")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("nobody");
    }

    private static List<String> read(Map<String, String> options) {
        List<String> rows = new ArrayList<>();
        try (Source source = Doors.source("jdbc").create(Requests.source(TYPE, options, 1, 64));
                SourceReader reader = source.createReader(0)) {
            RowConverter converter = new RowConverter(TYPE);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!reader.isFinished() && System.nanoTime() < end) {
                Batch batch = reader.poll();
                for (int i = 0; batch != null && i < batch.rowCount(); i++) {
                    rows.add(converter.toRow(batch, i).toString());
                }
            }
        }
        return rows;
    }
}
