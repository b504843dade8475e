package io.weir.connector.jdbc;

import static io.weir.connector.jdbc.JdbcFixture.ID;
import static io.weir.connector.jdbc.JdbcFixture.NO_KEY;
import static io.weir.connector.jdbc.JdbcFixture.row;
import static io.weir.connector.jdbc.JdbcFixture.run;
import static io.weir.connector.jdbc.JdbcFixture.sink;
import static io.weir.connector.jdbc.JdbcFixture.write;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static io.weir.testing.kit.SinkCalls.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.RowConverter;
import io.weir.testing.kit.MariaDbServer;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dialect of MySQL and MariaDB, against a real MariaDB where its package is installed. */
class MariaDbTest {
    private final Optional<MariaDbServer> found = MariaDbServer.shared();
    private final String table = PostgresServer.newName("rows_");

    @BeforeEach
    void needsMariaDb() {
        boolean isRequired = Boolean.getBoolean("weir.ci");
        assertThat(found.isPresent() || !isRequired)
                .as("MariaDB is not installed: Debian's mariadb-server-core and mariadb-client-core have it")
                .isTrue();
        Assumptions.assumeTrue(found.isPresent(), "MariaDB is not installed");
        server().execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, name VARCHAR(20))");
    }

    private MariaDbServer server() {
        return found.orElseThrow();
    }

    private List<String> rows() {
        return server().query("SELECT id, name FROM " + table + " ORDER BY id");
    }

    @Test
    void rowsAreAddedReplacedAndRemovedExactlyOnce() {
        Map<String, String> options = server().options(table);
        Map<String, String> configuration = Map.of(EpochOptions.MEMORY, "1 kb");
        List<byte[]> prepared;
        try (Sink dying = sink(JdbcFixture.TYPE, options, ID, 1, configuration, run(table))) {
            dying.recover(0, List.of());
            SinkWriter writer = dying.createWriter(0);
            for (int i = 0; i < 1000; i++) {
                write(writer, row(i, "name " + i));
            }
            List<byte[]> first = prepare(1, writer);
            dying.commit(1, first);
            dying.commit(1, first);
            assertThat(rows()).hasSize(1000).contains("999,name 999");
            for (int i = 2; i < 1000; i++) {
                write(writer, row(RowKind.DELETE, (long) i, "name " + i));
            }
            write(writer, row(RowKind.UPDATE_AFTER, 1L, "new"));
            prepared = prepare(2, writer);
            write(writer, row(5, "lost"));
        }
        for (int i = 0; i < 2; i++) {
            try (Sink next = sink(JdbcFixture.TYPE, options, ID, 1, configuration, run(table))) {
                next.recover(2, prepared);
                next.createWriter(0).close();
            }
        }
        assertThat(rows()).containsExactly("0,name 0", "1,new");
        assertThat(server().query("SELECT epoch, generation FROM weir_epochs WHERE pipeline = '" + table + "'"))
                .containsExactly("2,3");
        assertThat(server().query("SELECT COUNT(*) FROM weir_epochs_rows")).containsExactly("0");
    }

    @Test
    void aZombieIsFencedOff() {
        try (Sink zombie = sink(server().options(table), NO_KEY, run(table));
                Sink next = sink(server().options(table), NO_KEY, run(table))) {
            zombie.recover(0, List.of());
            SinkWriter writer = zombie.createWriter(0);
            write(writer, row(1, "zombie"));
            List<byte[]> prepared = prepare(1, writer);
            next.recover(0, List.of());
            assertThatThrownBy(() -> zombie.commit(1, prepared)).hasMessageContaining("another process goes on");
            assertThat(rows()).isEmpty();
            writer.close();
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsNamed() {
        try (Sink sink = sink(server().options(table), ID, EpochContext.OFF);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(7, "a name of more than twenty letters"), row(9, "b"));
            assertThatThrownBy(writer::finish)
                    .hasMessageContaining("the row with id = 7")
                    .hasMessageContaining("Data too long for column 'name'");
        }
    }

    @Test
    void eachTypeIsWrittenAndRead() {
        String types = table + "_types";
        server().execute("CREATE TABLE " + types + " (id INT, flag BOOLEAN, d DOUBLE, money DECIMAL(30, 10),"
                + " name TEXT, raw_ BLOB, day_ DATE, time_ TIME, at_ DATETIME(6))");
        RowType type = RowType.of(
                new LogicalType[] {
                    new IntType(),
                    new BooleanType(),
                    new DoubleType(),
                    new DecimalType(30, 10),
                    VarCharType.STRING_TYPE,
                    new VarBinaryType(VarBinaryType.MAX_LENGTH),
                    new DateType(),
                    new TimeType(0),
                    new TimestampType(6)
                },
                new String[] {"id", "flag", "d", "money", "name", "raw_", "day_", "time_", "at_"});
        GenericRowData full = GenericRowData.of(
                1,
                true,
                -0.1,
                DecimalData.fromBigDecimal(new java.math.BigDecimal("12345678901234567890.0123456789"), 30, 10),
                StringData.fromString("gr\u00fcn ' \\ \""),
                new byte[] {0, -1, 16},
                20_000,
                36_672_000,
                TimestampData.fromEpochMillis(1_767_261_600_123L, 456_000));
        GenericRowData nulls = new GenericRowData(9);
        nulls.setField(0, 2);
        try (Sink sink = sink(type, server().options(types), NO_KEY, 1, Map.of(), EpochContext.OFF);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, SinkCalls.batch(type, List.of(full, nulls)));
            writer.finish();
        }
        assertThat(server().query("SELECT id, flag, d, money, name, HEX(raw_), day_, time_, at_ FROM " + types
                        + " ORDER BY id"))
                .containsExactly(
                        "1,1,-0.1,12345678901234567890.0123456789,gr\u00fcn ' \\ \",00FF10,2024-10-04,10:11:12,"
                                + "2026-01-01 10:00:00.123456",
                        "2" + ",null".repeat(8));
        RowConverter converter = new RowConverter(type);
        List<String> expected = new ArrayList<>();
        Batch written = SinkCalls.batch(type, List.of(full, nulls));
        for (int i = 0; i < 2; i++) {
            expected.add(converter.toRow(written, i).toString());
        }
        assertThat(read(type, types)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> read(RowType type, String from) {
        List<String> rows = new ArrayList<>();
        RowConverter converter = new RowConverter(type);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Source source = new JdbcSourceFactory().create(Requests.source(type, server().options(from), 1, 100));
                SourceReader reader = source.createReader(0)) {
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
