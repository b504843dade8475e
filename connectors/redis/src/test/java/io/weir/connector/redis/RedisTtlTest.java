package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.TEXT;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.connector.redis.RedisFixture.writeAll;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.SinkCalls;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the keys of a table go: Redis is asked how long each has, and nothing waits for it. */
class RedisTtlTest {
    private static final long HOUR_MILLIS = 3_600_000;

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("ttl");

    private long ttlMillis(String key) {
        return server.number("PTTL", prefix + ":" + key);
    }

    private void shorten(String key) {
        assertThat(server.number("PEXPIRE", prefix + ":" + key, "60000")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "string", "set", "list"})
    void eachWriteBeginsTheTimeAnewUnlessToldOtherwise(String structure) {
        Map<String, String> options = options(server, prefix, "data-type", structure, "ttl", "1 h");
        int[] key = key(structure);
        writeAll(TYPE, options, key, row(1, "a"));
        assertThat(ttlMillis("1")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
        shorten("1");

        writeAll(TYPE, options, key, row(1, "b"));

        assertThat(ttlMillis("1")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "string", "set", "list"})
    void onCreateLaterWritesLeaveTheTimeAsItIs(String structure) {
        Map<String, String> options =
                options(server, prefix, "data-type", structure, "ttl", "1 h", "ttl.refresh", "on-create");
        int[] key = key(structure);
        writeAll(TYPE, options, key, row(1, "a"));
        assertThat(ttlMillis("1")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
        shorten("1");

        writeAll(TYPE, options, key, row(1, "b"), row(1, "c"));

        assertThat(ttlMillis("1")).isBetween(1L, 60_000L);
    }

    private static int[] key(String structure) {
        return switch (structure) {
            case "list" -> NO_KEY;
            case "set" -> new int[] {0, 1};
            default -> ID;
        };
    }

    @Test
    void aKeyThatWasRemovedBeginsItsTimeAnew() {
        Map<String, String> options = options(server, prefix, "ttl", "1 h", "ttl.refresh", "on-create");
        writeAll(TYPE, options, ID, row(1, "a"));
        shorten("1");

        writeAll(TYPE, options, ID, row(RowKind.DELETE, 1L, "a"), row(1, "b"));

        assertThat(ttlMillis("1")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
    }

    @Test
    void withoutATimeKeysStay() {
        writeAll(TYPE, options(server, prefix), ID, row(1, "a"));

        assertThat(ttlMillis("1")).isEqualTo(-1);
    }

    @Test
    void aColumnSaysTheTimeSoThatWritingAgainChangesNothing() {
        RowType type =
                RowType.of(new LogicalType[] {TEXT, new LocalZonedTimestampType(3)}, new String[] {"id", "seen"});
        Map<String, String> options = options(server, prefix, "ttl", "1 h", "ttl.time-column", "seen");
        long seen = System.currentTimeMillis() + HOUR_MILLIS;
        for (int i = 0; i < 2; i++) {
            writeAll(type, options, ID, row(RowKind.INSERT, "k", TimestampData.fromEpochMillis(seen)));
            assertThat(ttlMillis("k")).isBetween(2 * HOUR_MILLIS - 60_000, 2 * HOUR_MILLIS);
        }
        long old = System.currentTimeMillis() - 2 * HOUR_MILLIS;

        writeAll(type, options, ID, row(RowKind.INSERT, "k", TimestampData.fromEpochMillis(old)));

        assertThat(ttlMillis("k")).as("it is over already").isEqualTo(-2);
    }

    private static final RowType MEMBERS = RowType.of(
            new LogicalType[] {TEXT, new LocalZonedTimestampType(3), new BigIntType()},
            new String[] {"id", "seen", "points"});

    /** A row of a set, a list or a sorted set: its element is its own time. */
    private static GenericRowData seen(long millis) {
        return row(RowKind.INSERT, "k", TimestampData.fromEpochMillis(millis), 1L);
    }

    private static RowType membersOf(String structure) {
        return structure.equals("sorted-set")
                ? MEMBERS
                : new RowType(MEMBERS.getFields().subList(0, 2));
    }

    private void writeMembers(String structure, GenericRowData... rows) {
        int[] key = structure.equals("list") ? NO_KEY : new int[] {0, 1};
        Map<String, String> options =
                options(server, prefix, "data-type", structure, "ttl", "1 h", "ttl.time-column", "seen");
        writeAll(membersOf(structure), options, key, rows);
    }

    private long members(String structure) {
        String command = switch (structure) {
            case "set" -> "SCARD";
            case "list" -> "LLEN";
            default -> "ZCARD";
        };
        return server.number(command, prefix + ":k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "list", "sorted-set"})
    void aKeyOfSeveralRowsHasTheLatestTimeOfThemInWhateverOrderTheyCome(String structure) {
        long now = System.currentTimeMillis();
        GenericRowData later = seen(now + HOUR_MILLIS);
        GenericRowData sooner = seen(now);
        GenericRowData over = seen(now - 2 * HOUR_MILLIS);
        writeMembers(structure, over);
        assertThat(ttlMillis("k")).as("it has nothing but what is over").isEqualTo(-2);

        writeMembers(structure, sooner);
        assertThat(ttlMillis("k")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
        writeMembers(structure, later, sooner, over);

        assertThat(ttlMillis("k")).isBetween(2 * HOUR_MILLIS - 60_000, 2 * HOUR_MILLIS);
        assertThat(members(structure)).isEqualTo(structure.equals("list") ? 4 : 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "list", "sorted-set"})
    void aTimeThatIsOverLeavesTheMembersOfOthers(String structure) {
        writeMembers(structure, seen(System.currentTimeMillis()));
        assertThat(server.number("PERSIST", prefix + ":k")).isEqualTo(1);

        writeMembers(structure, seen(System.currentTimeMillis() - 2 * HOUR_MILLIS));

        assertThat(ttlMillis("k")).isEqualTo(-1);
        assertThat(members(structure)).isEqualTo(2);
    }

    @Test
    void listsOfAnEpochHaveTheLatestTimeOfAllWriters() {
        Map<String, String> options =
                options(server, prefix, "data-type", "list", "ttl", "1 h", "ttl.time-column", "seen");
        RowType type = membersOf("list");
        long now = System.currentTimeMillis();
        long[][] times = {
            {now - 2 * HOUR_MILLIS, now - 3 * HOUR_MILLIS},
            {now - 2 * HOUR_MILLIS, now},
            {now + HOUR_MILLIS, now},
            {now - 2 * HOUR_MILLIS, now}
        };
        long[][] expected = {{-2, 0}, {HOUR_MILLIS, 2}, {2 * HOUR_MILLIS, 4}, {2 * HOUR_MILLIS, 6}};
        try (Sink sink = RedisFixture.sink(type, options, NO_KEY, 2, RedisFixture.run(prefix));
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            for (int i = 0; i < times.length; i++) {
                RedisFixture.write(first, type, seen(times[i][0]));
                RedisFixture.write(second, type, seen(times[i][1]));

                sink.commit(i + 1, SinkCalls.prepare(i + 1, first, second));

                assertThat(ttlMillis("k"))
                        .as("epoch " + (i + 1))
                        .isBetween(Math.min(expected[i][0], Math.abs(expected[i][0] - 60_000)), expected[i][0]);
                assertThat(members("list")).as("epoch " + (i + 1)).isEqualTo(expected[i][1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-write", "on-create"})
    void listsOfAnEpochHaveTheirTimeToo(String refresh) {
        Map<String, String> options =
                options(server, prefix, "data-type", "list", "ttl", "1 h", "ttl.refresh", refresh);
        try (Sink sink = RedisFixture.sink(options, NO_KEY, RedisFixture.run(prefix))) {
            assertThat(sink.recover(0, List.of())).isTrue();
            try (SinkWriter writer = sink.createWriter(0)) {
                RedisFixture.write(writer, row(1, "a"));
                sink.commit(1, SinkCalls.prepare(1, writer));
                assertThat(ttlMillis("1")).isBetween(HOUR_MILLIS - 60_000, HOUR_MILLIS);
                shorten("1");
                RedisFixture.write(writer, row(1, "b"));
                sink.commit(2, SinkCalls.prepare(2, writer));
            }
        }
        assertThat(ttlMillis("1")).isBetween(1L, refresh.equals("on-create") ? 60_000L : HOUR_MILLIS);
        assertThat(ttlMillis("1") > 60_000).isEqualTo(refresh.equals("on-write"));
    }
}
