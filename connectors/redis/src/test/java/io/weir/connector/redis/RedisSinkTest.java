package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.AT_LEAST_ONCE;
import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.TEXT;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.connector.redis.RedisFixture.sink;
import static io.weir.connector.redis.RedisFixture.write;
import static io.weir.connector.redis.RedisFixture.writeAll;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import io.weir.testing.kit.RedisServer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** The Redis sink that writes rows as they come: what each structure becomes, and what a failure of Redis does. */
class RedisSinkTest {
    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("sink");

    private List<String> fields(String key) {
        return server.list("HGETALL", key);
    }

    @Test
    void rowsOfAHashReplaceThoseOfTheirKeyAndAreRemoved() {
        writeAll(
                TYPE,
                options(server, prefix),
                ID,
                row(1, "a"),
                row(2, "b"),
                row(3, "c"),
                row(RowKind.UPDATE_BEFORE, 1L, "a"),
                row(RowKind.UPDATE_AFTER, 1L, "Zürich 東京 🎈"),
                row(RowKind.DELETE, 2L, null));

        assertThat(fields(prefix + ":1")).containsExactly("name", "Zürich 東京 🎈");
        assertThat(server.number("EXISTS", prefix + ":2")).isZero();
        assertThat(fields(prefix + ":3")).containsExactly("name", "c");
    }

    @Test
    void whatIsWrittenAgainChangesNothing() {
        RowType counts = RowType.of(
                new LogicalType[] {TEXT, new BigIntType(), TEXT}, new String[] {"page", "clicks", "last_user"});
        for (int i = 0; i < 2; i++) {
            writeAll(
                    counts,
                    options(server, prefix),
                    ID,
                    row(RowKind.INSERT, "home", 1L, "ann"),
                    row(RowKind.UPDATE_AFTER, "home", 2L, "bob"));
        }

        assertThat(server.command("HGET", prefix + ":home", "clicks")).isEqualTo("2");
        assertThat(server.command("HGET", prefix + ":home", "last_user")).isEqualTo("bob");
    }

    @Test
    void aNullColumnIsAFieldThatIsNotThereAndForeignFieldsStay() {
        RowType type = RowType.of(new LogicalType[] {TEXT, TEXT, TEXT}, new String[] {"id", "a", "b"});
        server.command("HSET", prefix + ":k", "foreign", "stays");

        writeAll(
                type,
                options(server, prefix),
                ID,
                row(RowKind.INSERT, "k", "1", "2"),
                row(RowKind.UPDATE_AFTER, "k", null, "3"));

        assertThat(server.command("HMGET", prefix + ":k", "a", "b", "foreign"))
                .isEqualTo(Arrays.asList(null, "3", "stays"));
    }

    /** A filter takes the new row of an update out, and leaves the old one. */
    @Test
    void anUpdateWithoutANewRowRemovesTheOldOne() {
        server.command("HSET", prefix + ":1", "foreign", "stays");
        Map<String, String> options = options(server, prefix, "sink.buffer-flush.max-rows", "1");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(2, "b"), row(3, "c"));
            write(writer, row(RowKind.UPDATE_BEFORE, 1L, "a"));
            write(writer, row(RowKind.UPDATE_AFTER, 1L, "d"), row(RowKind.UPDATE_BEFORE, 2L, "b"));
            write(writer, row(4, "e"), row(RowKind.UPDATE_BEFORE, 3L, "c"));
            assertThat(writer.flushTimeMillis()).isLessThan(SinkWriter.NEVER);
            prepare(1, writer);
        }
        assertThat(server.list("KEYS", prefix + ":*")).containsExactlyInAnyOrder(prefix + ":1", prefix + ":4");
        assertThat(server.list("HMGET", prefix + ":1", "name", "foreign")).containsExactly("d", "stays");
    }

    @Test
    void everyTypeHasItsText() {
        RowType type = RowType.of(
                new LogicalType[] {
                    TEXT,
                    new BooleanType(),
                    new DoubleType(),
                    new DecimalType(10, 2),
                    new DateType(),
                    new TimeType(3),
                    new TimestampType(6),
                    new LocalZonedTimestampType(3)
                },
                new String[] {"id", "truth", "share", "price", "day", "at", "seen", "seen_utc"});
        writeAll(
                type,
                options(server, prefix),
                ID,
                row(
                        RowKind.INSERT,
                        "k",
                        true,
                        0.25,
                        DecimalData.fromBigDecimal(new BigDecimal("12.50"), 10, 2),
                        (int) LocalDate.of(2026, 1, 2).toEpochDay(),
                        3_723_004,
                        TimestampData.fromLocalDateTime(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000)),
                        TimestampData.fromLocalDateTime(LocalDateTime.of(2026, 1, 2, 3, 4, 5))));

        assertThat(server.list("HMGET", prefix + ":k", "truth", "share", "price", "day", "at", "seen", "seen_utc"))
                .containsExactly(
                        "true",
                        "0.25",
                        "12.50",
                        "2026-01-02",
                        "01:02:03.004",
                        "2026-01-02 03:04:05.000006",
                        "2026-01-02 03:04:05Z");
    }

    @Test
    void stringsHoldOneValue() {
        Map<String, String> strings = options(server, prefix, "data-type", "string");
        writeAll(TYPE, strings, ID, row(1, "a"), row(2, "b"), row(3, "c"), row(1, "d"));
        writeAll(TYPE, strings, ID, row(2, null), row(RowKind.DELETE, 3L, null));

        assertThat(server.command("GET", prefix + ":1")).isEqualTo("d");
        assertThat(server.number("EXISTS", prefix + ":2", prefix + ":3")).isZero();
    }

    @Test
    void setsHaveEachMemberOnce() {
        Map<String, String> sets = options(server, prefix, "data-type", "set");
        int[] both = {0, 1};
        for (int i = 0; i < 2; i++) {
            writeAll(TYPE, sets, both, row(1, "a"), row(1, "b"), row(2, "a"), row(RowKind.DELETE, 1L, "b"));
        }

        assertThat(server.list("SMEMBERS", prefix + ":1")).containsExactly("a");
        assertThat(server.list("SMEMBERS", prefix + ":2")).containsExactly("a");
    }

    @Test
    void sortedSetsHaveTheNewestScoreOfEachMember() {
        RowType type = RowType.of(
                new LogicalType[] {TEXT, TEXT, new BigIntType()}, new String[] {"board", "player", "points"});
        int[] key = {0, 1};
        writeAll(
                type,
                options(server, prefix, "data-type", "sorted-set"),
                key,
                row(RowKind.INSERT, "day", "ann", 5L),
                row(RowKind.INSERT, "day", "bob", 7L),
                row(RowKind.INSERT, "day", "eve", 1L),
                row(RowKind.UPDATE_AFTER, "day", "ann", 9L),
                row(RowKind.DELETE, "day", "eve", null));

        assertThat(server.list("ZRANGE", prefix + ":day", "0", "-1", "WITHSCORES"))
                .containsExactly("bob", "7", "ann", "9");
    }

    @Test
    void listsHaveTheRowsInTheirOrder() {
        writeAll(
                TYPE,
                options(server, prefix, "data-type", "list"),
                NO_KEY,
                row(1, "a"),
                row(2, "b"),
                row(1, "c"),
                row(1, "a"));

        assertThat(server.list("LRANGE", prefix + ":1", "0", "-1")).containsExactly("a", "c", "a");
    }

    @Test
    void aListOfOneColumnHasThePrefixAsItsKey() {
        RowType type = RowType.of(new LogicalType[] {TEXT}, new String[] {"event"});

        writeAll(type, options(server, prefix, "data-type", "list"), NO_KEY, row(RowKind.INSERT, "a"));

        assertThat(server.list("LRANGE", prefix, "0", "-1")).containsExactly("a");
    }

    @Test
    void differentKeysStayDifferentWhateverTheirValues() {
        RowType type = RowType.of(new LogicalType[] {TEXT, TEXT, TEXT}, new String[] {"a", "b", "v"});
        int[] key = {0, 1};
        writeAll(
                type,
                options(server, prefix),
                key,
                row(RowKind.INSERT, "x:y", "z", "1"),
                row(RowKind.INSERT, "x", "y:z", "2"),
                row(RowKind.INSERT, "x\\", "y", "3"));

        assertThat(server.list("KEYS", prefix + ":*"))
                .containsExactlyInAnyOrder(prefix + ":x\\:y:z", prefix + ":x:y\\:z", prefix + ":x\\\\:y");
    }

    @Test
    void aValueOfAMegabyteIsWritten() {
        String large = "ü".repeat(1 << 19);

        writeAll(TYPE, options(server, prefix), ID, row(1, large));

        assertThat(server.number("HSTRLEN", prefix + ":1", "name")).isEqualTo(1 << 20);
        assertThat(server.command("HGET", prefix + ":1", "name")).isEqualTo(large);
    }

    @Test
    void rowsThatAreManyEnoughAreWrittenAtOnce() {
        Map<String, String> options =
                options(server, prefix, "sink.buffer-flush.max-rows", "3", "sink.buffer-flush.interval", "1 h");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            assertThat(sink.guarantee()).isEqualTo(SinkGuarantee.IDEMPOTENT);
            write(writer, row(1, "a"), row(2, "b"));
            writer.flush();
            assertThat(server.list("KEYS", prefix + ":*"))
                    .as("they wait for their time")
                    .isEmpty();
            assertThat(writer.flushTimeMillis()).isLessThan(SinkWriter.NEVER);
            write(writer, row(3, "c"));
            assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
            assertThat(prepare(1, writer)).isEmpty();
            assertThat(server.list("KEYS", prefix + ":*")).hasSize(3);
        }
    }

    @Test
    void lostConnectionsAreMadeAgain() {
        Map<String, String> options = options(server, prefix, "sink.buffer-flush.max-rows", "1");
        try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            for (int i = 0; i < 20; i++) {
                write(writer, row(i, "a"));
                if (i % 5 == 0) {
                    server.command("CLIENT", "KILL", "TYPE", "normal");
                }
            }
            writer.finish();
        }
        assertThat(server.list("KEYS", prefix + ":*")).hasSize(20);
    }

    @Test
    void aServerThatIsKilledAndComesBackIsWaitedFor() {
        try (RedisServer own = RedisServer.create("")) {
            try (Sink sink = sink(own.options("t"), ID, AT_LEAST_ONCE);
                    SinkWriter writer = sink.createWriter(0)) {
                write(writer, row(1, "a"));
                prepare(1, writer);
                own.kill();
                write(writer, row(2, "b"), row(1, "c"));
                assertThat(writer.prepare(2)).isEmpty();
                own.start();
                prepare(2, writer);
            }
            assertThat(own.command("HGET", "t:1", "name")).isEqualTo("c");
            assertThat(own.command("HGET", "t:2", "name")).isEqualTo("b");
        }
    }

    @Test
    void aServerThatStaysAwayIsReportedInTime() {
        try (RedisServer own = RedisServer.create("")) {
            Map<String, String> options = options(own, "t", "connection.max-retry-timeout", "300 ms");
            try (Sink sink = sink(options, ID, AT_LEAST_ONCE);
                    SinkWriter writer = sink.createWriter(0)) {
                own.kill();
                write(writer, row(1, "a"));
                assertThatThrownBy(writer::finish)
                        .isInstanceOf(WeirException.class)
                        .hasMessageContaining("writing rows failed")
                        .hasMessageContaining("redis://localhost:" + own.port());
            }
        }
    }

    @Test
    void aKeyOfAnotherTypeIsNamed() {
        server.command("SET", prefix + ":2", "a string");
        try (Sink sink = sink(options(server, prefix), ID, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(2, "b"));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("the key '" + prefix + ":2' holds something else and takes no hash")
                    .hasMessageContaining("'key-prefix'");
        }
    }

    @Test
    void aNullInAKeyOrAnElementIsNamed() {
        RowType type = RowType.of(new LogicalType[] {TEXT, TEXT}, new String[] {"room", "event"});
        Map<String, String> lists = options(server, prefix, "data-type", "list");
        assertThatThrownBy(() -> writeAll(type, lists, NO_KEY, row(RowKind.INSERT, null, "a")))
                .hasMessageContaining("column room is NULL, and is a part of the key");
        assertThatThrownBy(() -> writeAll(type, lists, NO_KEY, row(RowKind.INSERT, "a", null)))
                .hasMessageContaining("column event is NULL, and is the element of a list");
    }
}
