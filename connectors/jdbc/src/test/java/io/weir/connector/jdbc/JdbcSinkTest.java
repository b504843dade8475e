package io.weir.connector.jdbc;

import static io.weir.connector.jdbc.JdbcFixture.ID;
import static io.weir.connector.jdbc.JdbcFixture.NO_KEY;
import static io.weir.connector.jdbc.JdbcFixture.row;
import static io.weir.connector.jdbc.JdbcFixture.sink;
import static io.weir.connector.jdbc.JdbcFixture.write;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.kit.Requests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDBC sink that writes rows as they come, and what it says of wrong use. */
class JdbcSinkTest {
    private static final EpochContext AT_LEAST_ONCE = new EpochContext("p", Delivery.AT_LEAST_ONCE, true);

    private final PostgresServer server = PostgresServer.shared();
    private final String table = PostgresServer.newName("sink");
    private final Map<String, String> options = new HashMap<>(server.options(table));

    @BeforeEach
    void createTable() {
        server.execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, name VARCHAR(20) CHECK (name <> 'bad'))");
    }

    private List<String> rows() {
        return server.query("SELECT id, name FROM " + table + " ORDER BY id");
    }

    @Test
    void withAKeyItIsIdempotentAndWithoutAtLeastOnce() {
        try (Sink upsert = sink(options, ID, AT_LEAST_ONCE);
                Sink append = sink(options, NO_KEY, AT_LEAST_ONCE)) {
            assertThat(upsert.guarantee()).isEqualTo(SinkGuarantee.IDEMPOTENT);
            assertThat(append.guarantee()).isEqualTo(SinkGuarantee.AT_LEAST_ONCE);
        }
    }

    @Test
    void rowsThatAreManyEnoughAreWrittenAtOnce() {
        options.put("sink.buffer-flush.max-rows", "3");
        options.put("sink.buffer-flush.interval", "1 h");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(2, "b"));
            writer.flush();
            assertThat(rows()).as("they wait for their time").isEmpty();
            assertThat(writer.flushTimeMillis()).isLessThan(SinkWriter.NEVER);
            write(writer, row(2, "c"), row(RowKind.DELETE, 1L, "a"), row(3, "d"));
            assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
            write(writer, row(4, "e"));
            assertThat(prepare(1, writer)).isEmpty();
            assertThat(rows()).containsExactly("2,c", "3,d", "4,e");
        }
    }

    @Test
    void aLostConnectionIsMadeAgain() {
        options.put("sink.buffer-flush.max-rows", "1");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            for (int i = 0; i < 20; i++) {
                write(writer, row(i, "a"));
                if (i % 5 == 0) {
                    server.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
                }
            }
            writer.finish();
        }
        assertThat(rows()).hasSize(20);
    }

    @Test
    void aServerThatComesBackIsWaitedFor() {
        try (PostgresServer own = PostgresServer.create()) {
            own.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT)");
            try (Sink sink = sink(own.options("t"), ID, AT_LEAST_ONCE);
                    SinkWriter writer = sink.createWriter(0)) {
                write(writer, row(1, "a"));
                prepare(1, writer);
                own.kill();
                write(writer, row(2, "b"));
                assertThat(writer.prepare(2)).isEmpty();
                own.start();
                prepare(2, writer);
            }
            assertThat(own.query("SELECT id, name FROM t ORDER BY id")).containsExactly("1,a", "2,b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7,bad,violates check constraint",
        "7,a name of more than twenty letters,value too long for type character varying(20)",
        "3,again,duplicate key value violates unique constraint"
    })
    void aRowThatIsRefusedIsNamed(long id, String name, String reason) {
        try (Sink sink = sink(options, NO_KEY, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(2, "b"), row(3, "c"), row(id, name), row(9, "d"));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("table " + Requests.TABLE + " (" + table + " at jdbc:postgresql://localhost:")
                    .hasMessageContaining("does not take the row with id = " + id + ", name = " + name)
                    .hasMessageContaining(reason);
        }
        assertThat(rows()).isEmpty();
    }

    @Test
    void aKeyThatTheTableDoesNotHaveIsExplained() {
        server.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_pkey");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"));
            assertThatThrownBy(writer::finish)
                    .hasMessageContaining("the primary key in SQL is no key of the table in the database")
                    .hasMessageContaining("Add a unique index");
        }
    }

    @Test
    void wrongOptionsAreExplained() {
        assertThatThrownBy(() -> sink(server.options("nobody"), ID, AT_LEAST_ONCE))
                .hasMessageContaining("nobody")
                .hasMessageContaining("the database has no table of this name");
        assertThatThrownBy(() -> create("sink.buffer-flush.max-rows", "many"))
                .hasMessageContaining("option 'sink.buffer-flush.max-rows'")
                .hasMessageContaining("a whole number");
        assertThatThrownBy(() -> create("username", "somebody")).hasMessageContaining("'username' and 'password'");
        assertThatThrownBy(() -> create("url", "postgresql://localhost"))
                .hasMessageContaining("does not begin with 'jdbc:'");
        assertThatThrownBy(() -> create("url", "jdbc:oracle:thin:@localhost"))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("jdbc:oracle");
        assertThatThrownBy(() -> create("driver", "org.example.Driver"))
                .hasMessageContaining("there is no driver org.example.Driver");
        assertThatThrownBy(() -> create("sink.colour", "blue")).isInstanceOf(NotNativeException.class);
        server.execute("ALTER TABLE " + table + " DROP COLUMN name");
        assertThatThrownBy(() -> sink(options, ID, AT_LEAST_ONCE))
                .hasMessageContaining("has no column name; it has id");
    }

    private Sink create(String option, String value) {
        Map<String, String> wrong = new HashMap<>(options);
        wrong.put(option, value);
        return sink(wrong, ID, AT_LEAST_ONCE);
    }

    @Test
    void noMessageShowsThePassword() {
        Map<String, String> secret = new HashMap<>(options);
        secret.put("url", server.url().replace("user=postgres", "user=nobody&password=top-secret&sslmode=wrong"));
        assertThatThrownBy(() -> sink(secret, ID, AT_LEAST_ONCE)).satisfies(JdbcSinkTest::showsNoSecret);
        secret.put("url", "jdbc:postgresql://localhost:1/postgres?password=top-secret");
        assertThatThrownBy(() -> sink(secret, ID, AT_LEAST_ONCE))
                .hasMessageContaining("jdbc:postgresql://localhost:1/postgres")
                .satisfies(JdbcSinkTest::showsNoSecret);
        secret.put("username", "top-user");
        secret.put("password", "top-secret");
        secret.put("url", "jdbc:postgresql://user:top-secret@localhost:x/y");
        assertThatThrownBy(() -> sink(secret, ID, AT_LEAST_ONCE)).satisfies(JdbcSinkTest::showsNoSecret);
        assertThat(SinkOptions.of("t", secret).table().toString()).doesNotContain("top-secret");
        assertThat(SinkOptions.of("t", secret).toString()).doesNotContain("top-secret");
    }

    private static void showsNoSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("top-secret");
        }
    }
}
