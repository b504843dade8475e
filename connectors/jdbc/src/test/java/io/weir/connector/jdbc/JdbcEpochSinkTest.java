package io.weir.connector.jdbc;

import static io.weir.connector.jdbc.JdbcFixture.ID;
import static io.weir.connector.jdbc.JdbcFixture.NO_KEY;
import static io.weir.connector.jdbc.JdbcFixture.row;
import static io.weir.connector.jdbc.JdbcFixture.run;
import static io.weir.connector.jdbc.JdbcFixture.sink;
import static io.weir.connector.jdbc.JdbcFixture.write;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import io.weir.testing.kit.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makes the JDBC sink exactly-once, against a real PostgreSQL. */
class JdbcEpochSinkTest {
    private final PostgresServer server = PostgresServer.shared();
    private final String table = PostgresServer.newName("epochs");
    private final String pipeline = table;
    private final Map<String, String> options = server.options(table);

    @BeforeEach
    void createTable() {
        server.execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, name VARCHAR(20))");
    }

    private List<String> rows() {
        return server.query("SELECT id, name FROM " + table + " ORDER BY id");
    }

    private List<String> marker() {
        return server.query("SELECT epoch, generation FROM weir_epochs WHERE pipeline = '" + pipeline + "'");
    }

    @Test
    void theRowsOfAnEpochShowWhenItIsCommittedAndOnlyOnce() {
        try (Sink sink = sink(options, NO_KEY, run(pipeline))) {
            // Given an epoch that is prepared, while rows of the next are written
            assertThat(sink.guarantee()).isEqualTo(SinkGuarantee.EXACTLY_ONCE);
            assertThat(sink.recover(0, List.of())).isTrue();
            SinkWriter writer = sink.createWriter(0);
            write(writer, row(1, "a"), row(2, "b"));
            List<byte[]> prepared = prepare(1, writer);
            write(writer, row(3, "c"));
            assertThat(rows()).isEmpty();

            // When it is committed again and again
            sink.commit(1, prepared);
            sink.commit(1, prepared);

            // Then its rows are there once, and the marker says so
            assertThat(rows()).containsExactly("1,a", "2,b");
            assertThat(marker()).containsExactly("1,1");
            sink.commit(2, prepare(2, writer));
            assertThat(rows()).containsExactly("1,a", "2,b", "3,c");
            writer.close();
        }
    }

    @Test
    void whatWasPreparedIsCommittedByTheNextProcess() {
        // Given a process that dies between the manifest and the commit, and has begun the next epoch
        List<byte[]> prepared;
        try (Sink dying = sink(options, NO_KEY, run(pipeline))) {
            dying.recover(0, List.of());
            SinkWriter writer = dying.createWriter(0);
            write(writer, row(1, "a"));
            prepared = prepare(1, writer);
            write(writer, row(2, "lost"));
            prepare(2, writer);
        }

        // When the next one goes on from the manifest, twice
        for (int i = 0; i < 2; i++) {
            try (Sink next = sink(options, NO_KEY, run(pipeline))) {
                assertThat(next.recover(1, prepared)).isTrue();
                next.createWriter(0).close();
                next.commit(1, prepared);
            }
        }

        // Then the rows of the epoch are there, and no others
        assertThat(rows()).containsExactly("1,a");
        assertThat(marker()).containsExactly("1,3");
    }

    @Test
    void aZombieIsToldWhoGoesOnAndWritesNothing() {
        try (Sink zombie = sink(options, ID, run(pipeline));
                Sink next = sink(options, ID, run(pipeline))) {
            zombie.recover(0, List.of());
            SinkWriter writer = zombie.createWriter(0);
            write(writer, row(1, "zombie"));
            List<byte[]> prepared = prepare(1, writer);
            next.recover(0, List.of());

            assertThatThrownBy(() -> zombie.commit(1, prepared))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("another process goes on with this pipeline (process ")
                    .hasMessageContaining(table);
            SinkWriter writerOfNext = next.createWriter(0);
            write(writerOfNext, row(1, "next"));
            next.commit(1, prepare(1, writerOfNext));
            assertThatThrownBy(() -> zombie.commit(1, prepared)).hasMessageContaining("another process");
            assertThat(rows()).containsExactly("1,next");
            writer.close();
            writerOfNext.close();
        }
    }

    @Test
    void aConnectionThatIsLostInTheMiddleOfACommitIsMadeAgain() {
        // Given a table whose first row number 13 ends the connection; a sequence is not taken back with it
        server.execute(
                "CREATE SEQUENCE " + table + "_once",
                "CREATE FUNCTION " + table + "_kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.id = 13 AND nextval('" + table + "_once') = 1 THEN"
                        + " PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$",
                "CREATE TRIGGER kill BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION " + table
                        + "_kill()");
        try (Sink sink = sink(options, NO_KEY, run(pipeline))) {
            sink.recover(0, List.of());
            SinkWriter writer = sink.createWriter(0);
            write(writer, row(12, "a"), row(13, "b"), row(14, "c"));

            sink.commit(1, prepare(1, writer));

            assertThat(rows()).containsExactly("12,a", "13,b", "14,c");
            assertThat(server.query("SELECT last_value FROM " + table + "_once"))
                    .containsExactly("2");
            writer.close();
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneTwice() {
        server.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_pkey");
        try (AnswerThief thief = new AnswerThief(port())) {
            Map<String, String> stolen = new HashMap<>(options);
            stolen.put("url", options.get("url").replace(":" + port() + "/", ":" + thief.port() + "/"));
            try (Sink sink = sink(stolen, NO_KEY, run(pipeline))) {
                sink.recover(0, List.of());
                SinkWriter writer = sink.createWriter(0);
                for (int epoch = 1; epoch <= 20; epoch++) {
                    write(writer, row(epoch, "a"));
                    List<byte[]> prepared = prepare(epoch, writer);
                    thief.steal("COMMIT");
                    sink.commit(epoch, prepared);
                }
                writer.close();
            }
            assertThat(thief.stolen()).isEqualTo(20);
            assertThat(server.query("SELECT COUNT(*), COUNT(DISTINCT id) FROM " + table))
                    .containsExactly("20,20");
        }
    }

    private int port() {
        String url = server.url();
        int start = url.indexOf("localhost:") + "localhost:".length();
        return Integer.parseInt(url.substring(start, url.indexOf('/', start)));
    }

    @Test
    void anEpochThatExceedsTheMemoryWaitsInTheDatabase() {
        Map<String, String> configuration = Map.of(EpochOptions.MEMORY, "1 kb");
        String pieces = "SELECT COUNT(*) > 5 FROM weir_epochs_rows WHERE pipeline = '" + pipeline + "'";
        List<byte[]> prepared;
        try (Sink dying = sink(JdbcFixture.TYPE, options, NO_KEY, 1, configuration, run(pipeline))) {
            dying.recover(0, List.of());
            SinkWriter writer = dying.createWriter(0);
            for (int i = 0; i < 1000; i++) {
                write(writer, row(i, "some text " + i));
            }
            prepared = prepare(1, writer);
            assertThat(prepared.get(0)).hasSizeLessThan(2048);
            assertThat(server.query(pieces)).containsExactly("t");
            for (int i = 0; i < 1000; i++) {
                write(writer, row(1000 + i, "lost"));
            }
        }
        try (Sink next = sink(JdbcFixture.TYPE, options, NO_KEY, 1, configuration, run(pipeline))) {
            next.recover(1, prepared);
            SinkWriter writer = next.createWriter(0);
            for (int i = 0; i < 1000; i++) {
                write(writer, row(1000 + i, "again"));
            }
            next.commit(2, prepare(2, writer));
            writer.close();
        }
        assertThat(server.query("SELECT COUNT(*), COUNT(DISTINCT id), MAX(id), MAX(name) FROM " + table))
                .containsExactly("2000,2000,1999,some text 999");
        assertThat(server.query("SELECT COUNT(*) FROM weir_epochs_rows WHERE pipeline = '" + pipeline + "'"))
                .containsExactly("0");
    }

    @Test
    void theLastChangeOfAKeyCounts() {
        try (Sink sink = sink(options, ID, run(pipeline))) {
            sink.recover(0, List.of());
            SinkWriter writer = sink.createWriter(0);
            write(writer, row(1, "a"), row(2, "b"), row(3, "c"));
            sink.commit(1, prepare(1, writer));
            write(
                    writer,
                    row(RowKind.DELETE, 1L, "a"),
                    row(RowKind.UPDATE_AFTER, 2L, "x"),
                    row(RowKind.UPDATE_AFTER, 2L, "y"),
                    row(RowKind.DELETE, 3L, "c"),
                    row(3, "d"),
                    row(4, "e"),
                    row(RowKind.DELETE, 4L, "e"));
            sink.commit(2, prepare(2, writer));
            assertThat(rows()).containsExactly("2,y", "3,d");
            writer.close();
        }
    }

    @Test
    void twoTablesOfOneRunAreCommittedTogether() {
        String other = PostgresServer.newName("other");
        server.execute("CREATE TABLE " + other + " (id BIGINT PRIMARY KEY, name TEXT)");
        EpochContext run = run(pipeline);
        try (Sink first = sink(options, ID, run);
                Sink second = sink(server.options(other), ID, run)) {
            first.recover(0, List.of());
            second.recover(0, List.of());
            SinkWriter writer = first.createWriter(0);
            SinkWriter writerOfOther = second.createWriter(0);
            write(writer, row(1, "a"));
            write(writerOfOther, row(1, "b"));
            List<byte[]> preparedOther = prepare(1, writerOfOther);

            first.commit(1, prepare(1, writer));
            assertThat(rows())
                    .as("the other table has not been handed over yet")
                    .isEmpty();
            second.commit(1, preparedOther);

            assertThat(rows()).containsExactly("1,a");
            assertThat(server.query("SELECT id, name FROM " + other)).containsExactly("1,b");
            assertThat(server.query("SELECT COUNT(DISTINCT xmin::text) FROM (SELECT xmin FROM " + table
                            + " UNION ALL SELECT xmin FROM " + other + ") AS both_tables"))
                    .as("transactions that the rows are from")
                    .containsExactly("1");
            writer.close();
            writerOfOther.close();
        }
    }

    @Test
    void aTableThatIsAheadOfTheStateIsRefusedIfRowsWouldBeThereTwice() {
        List<byte[]> prepared;
        try (Sink sink = sink(options, NO_KEY, run(pipeline))) {
            sink.recover(0, List.of());
            SinkWriter writer = sink.createWriter(0);
            write(writer, row(1, "a"));
            prepared = prepare(1, writer);
            sink.commit(1, prepared);
            write(writer, row(2, "b"));
            sink.commit(2, prepare(2, writer));
            writer.close();
        }
        try (Sink older = sink(options, NO_KEY, run(pipeline))) {
            assertThatThrownBy(() -> older.recover(1, prepared))
                    .hasMessageContaining("the table has the rows up to epoch 2")
                    .hasMessageContaining("goes on from epoch 1");
        }
        // With a key the same rows are written again.
        try (Sink older = sink(options, ID, run(pipeline))) {
            older.recover(1, prepared);
            SinkWriter writer = older.createWriter(0);
            write(writer, row(2, "again"));
            older.commit(2, prepare(2, writer));
            writer.close();
        }
        assertThat(rows()).containsExactly("1,a", "2,again");
    }

    @Test
    void aRowThatTheDatabaseRefusesIsNamed() {
        try (Sink sink = sink(options, ID, run(pipeline))) {
            sink.recover(0, List.of());
            SinkWriter writer = sink.createWriter(0);
            write(writer, row(1, "a"), row(7, "a name of more than twenty letters"), row(9, "b"));
            List<byte[]> prepared = prepare(1, writer);
            assertThatThrownBy(() -> sink.commit(1, prepared))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining(table + " at jdbc:postgresql://localhost:")
                    .hasMessageContaining("the row with id = 7")
                    .hasMessageContaining("value too long for type character varying(20)");
            assertThat(rows()).isEmpty();
            writer.close();
        }
    }

    @Test
    void withoutTheRightToMakeTheTableOfEpochsTheStatementsAreShown() {
        String user = PostgresServer.newName("writer");
        server.execute(
                "CREATE USER " + user + " PASSWORD 'top-secret'",
                "GRANT SELECT, INSERT ON " + table + " TO " + user,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        Map<String, String> asUser = Map.of(
                "connector",
                "jdbc",
                "url",
                server.url().replace("?user=postgres", ""),
                "table-name",
                table,
                "username",
                user,
                "password",
                "top-secret");
        Map<String, String> configuration = Map.of(EpochOptions.TABLE, "my_epochs");
        assertThatThrownBy(() -> sink(JdbcFixture.TYPE, asUser, NO_KEY, 1, configuration, run(pipeline)))
                .hasMessageContaining("the table my_epochs cannot be made")
                .hasMessageContaining("CREATE TABLE IF NOT EXISTS my_epochs (pipeline TEXT NOT NULL")
                .hasMessageNotContaining("top-secret");
    }
}
