package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.TEXT;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.SinkCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights that the connector's document names are enough. */
class RedisRightsTest {
    private static final String EXACTLY_ONCE = "+rpush +eval +hget +hset +hmget +hincrby +type";
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {TEXT, new LocalZonedTimestampType(3), new BigIntType()},
            new String[] {"id", "seen", "points"});

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("rights");

    /** The options of a user who has these rights. */
    private Map<String, String> limited(String rights, String... more) {
        List<String> user = new ArrayList<>(List.of("SETUSER", prefix, "on", ">pw", "~" + prefix + ":*"));
        user.addAll(List.of("~weir:epochs:*", "+ping", "+select"));
        user.addAll(List.of(rights.split(" ")));
        assertThat(server.command("ACL", user.toArray(new String[0]))).isEqualTo("OK");
        Map<String, String> options = options(server, prefix, more);
        options.putAll(Map.of("username", prefix, "password", "pw", "ttl", "1 h"));
        return options;
    }

    private static RowType columns(int count) {
        return new RowType(TYPE.getFields().subList(0, count));
    }

    @ParameterizedTest
    @CsvSource({
        "hash, 3, 1, '', +hset +hdel +pexpire",
        "hash, 3, 1, on-create, +hset +hdel +pexpire +eval +pttl",
        "hash, 3, 1, seen, +hset +hdel +pexpireat",
        "string, 2, 1, '', +set +del +pexpire",
        "set, 2, 2, '', +sadd +srem +pexpire",
        "set, 2, 2, seen, +sadd +srem +pexpireat +eval +pttl +time +scard",
        "sorted-set, 3, 2, seen, +zadd +zrem +pexpireat +eval +pttl +time +zcard",
        "list, 2, 0, seen, +rpush +pexpireat +eval +pttl +time +llen"
    })
    void rowsAreWrittenAndRemoved(String structure, int columns, int keyColumns, String ttl, String rights) {
        Map<String, String> options = limited("+multi +exec " + rights, "data-type", structure);
        setTtl(options, ttl);
        int[] key = keyColumns == 0 ? NO_KEY : keyColumns == 1 ? new int[] {0} : new int[] {0, 1};
        TimestampData now = TimestampData.fromEpochMillis(System.currentTimeMillis());

        RedisFixture.writeAll(columns(columns), options, key, row(RowKind.INSERT, "k", now, 1L));

        assertThat(server.number("PTTL", prefix + ":k")).isPositive();
        if (keyColumns > 0) {
            RedisFixture.writeAll(columns(columns), options, key, row(RowKind.DELETE, "k", now, 1L));
            assertThat(server.number("EXISTS", prefix + ":k")).isZero();
        }
    }

    private static void setTtl(Map<String, String> options, String ttl) {
        if (ttl.equals("seen")) {
            options.put("ttl.time-column", ttl);
        } else if (!ttl.isEmpty()) {
            options.put("ttl.refresh", ttl);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', +pexpire", "on-create, +pexpire +pttl", "seen, +pexpireat +pttl +time"})
    void anEpochIsPushed(String ttl, String rights) {
        Map<String, String> options = limited(EXACTLY_ONCE + " " + rights, "data-type", "list");
        setTtl(options, ttl);
        try (Sink sink = RedisFixture.sink(columns(2), options, NO_KEY, 1, RedisFixture.run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            TimestampData now = TimestampData.fromEpochMillis(System.currentTimeMillis());
            for (int epoch = 1; epoch <= 2; epoch++) {
                RedisFixture.write(writer, columns(2), row(RowKind.INSERT, "k", now, 1L));
                sink.commit(epoch, SinkCalls.prepare(epoch, writer));
            }
        }
        assertThat(server.number("LLEN", prefix + ":k")).isEqualTo(2);
        assertThat(server.number("PTTL", prefix + ":k")).isPositive();
    }
}
