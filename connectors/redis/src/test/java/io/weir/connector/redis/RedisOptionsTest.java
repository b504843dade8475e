package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.AT_LEAST_ONCE;
import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.TEXT;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.sink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.NotNativeException;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Redis connector says of wrong use. */
class RedisOptionsTest {
    private final RedisServer server = RedisServer.shared();

    private AbstractThrowableAssert<?, ?> fails(RowType type, int[] key, String... more) {
        return assertThatThrownBy(() -> sink(type, options(server, "t", more), key, 1, AT_LEAST_ONCE));
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://localhost, neither 'redis://' nor 'rediss://'",
        "url, redis://localhost/x, the database 'x' is no number",
        "url, redis://localhost/-1, the database '-1' is negative",
        "url, redis:///0, the URL names no host",
        "url, redis://:0, the URL names no host",
        "url, redis://a:b:0, the port of the URL is no number",
        "url, redis://my_redis:x, the port of the URL is no number",
        "url, redis://my_redis:65536, the port of the URL is no number",
        "url, redis://local host, the URL cannot be understood",
        "url, redis://localhost/0?timeout=3, the URL has something behind the database",
        "data-type, tree, 'it must be one of hash, string, list, set, sorted-set'",
        "ttl, soon, a duration such as",
        "ttl, 0 s, it must be at least 1 ms",
        "ttl, 9223372036854775807 ms, 'it must be at most 1,000,000 days'",
        "ttl.refresh, on-write, there is no 'ttl'",
        "key-separator, \\, marks separators within values",
        "sink.buffer-flush.max-rows, many, a whole number",
        "sink.buffer-flush.interval, -1 s, 'duration'",
        "sink.epoch.max-size, 1 gb, from 1 byte to 256 mb",
        "timeout, 0 s, it must be at least 1 ms"
    })
    void wrongOptionsAreExplained(String option, String value, String message) {
        fails(TYPE, ID, option, value)
                .hasMessageContaining("table " + Requests.TABLE + ", option '" + option + "'")
                .hasMessageContaining(message.replace("'duration'", "duration"));
    }

    @Test
    void optionsThatDoNotGoTogetherAreExplained() {
        fails(TYPE, ID, "ttl", "1 h", "ttl.refresh", "sometimes").hasMessageContaining("on-write or on-create");
        fails(TYPE, ID, "ttl", "1 h", "ttl.time-column", "seen")
                .hasMessageContaining("names the column seen, which is not there")
                .hasMessageContaining("The table has id, name");
        fails(TYPE, ID, "ttl", "1 h", "ttl.time-column", "name")
                .hasMessageContaining("Name a column of type TIMESTAMP");
        fails(TYPE, ID, "colour", "blue").isInstanceOf(NotNativeException.class);
        Map<String, String> noUrl = new HashMap<>(options(server, "t"));
        noUrl.remove("url");
        assertThatThrownBy(() -> sink(noUrl, ID, AT_LEAST_ONCE)).hasMessageContaining("option 'url' is missing");
    }

    @Test
    void tablesThatFitNoStructureAreExplained() {
        RowType three = RowType.of(new LogicalType[] {TEXT, TEXT, TEXT}, new String[] {"a", "b", "c"});
        RowType array = RowType.of(new LogicalType[] {TEXT, new ArrayType(TEXT)}, new String[] {"a", "b"});
        fails(TYPE, NO_KEY).hasMessageContaining("a hash needs a primary key");
        fails(TYPE, new int[] {0, 1}).hasMessageContaining("a hash needs a primary key, which names it, and other");
        fails(three, ID, "data-type", "string").hasMessageContaining("one more column, which is its value");
        fails(TYPE, ID, "data-type", "list").hasMessageContaining("Leave the primary key out");
        fails(TYPE, ID, "data-type", "set").hasMessageContaining("Declare all columns as the primary key");
        fails(TYPE, NO_KEY, "data-type", "sorted-set").hasMessageContaining("all columns but the last");
        fails(TYPE, ID, "data-type", "sorted-set").hasMessageContaining("the score name is no number");
        fails(three, new int[] {0, 1}, "key-separator", "").hasMessageContaining("would give the same key");
        fails(array, ID).hasMessageContaining("column b of type ARRAY").hasMessageContaining("JSON_STRING");
    }

    @Test
    void aServerThatIsNotThereIsReportedAtOnce() {
        fails(TYPE, ID, "url", "redis://localhost:1/0")
                .hasMessageContaining("(redis://localhost:1/0): connecting failed")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("See that Redis runs there");
        fails(TYPE, ID, "url", "redis://no-such-host.invalid/0").hasMessageContaining("no-such-host.invalid");
        fails(TYPE, ID, "url", server.url().replace("/0", "/99")).hasMessageContaining("out of range");
    }

    @Test
    void aWrongPasswordIsReportedAndNeverShown() {
        try (RedisServer locked = RedisServer.create("right secret")) {
            String where = "localhost:" + locked.port();
            for (String url :
                    new String[] {"redis://" + where, "redis://:top-secret@" + where, "redis://user:top-secret@" + where
                    }) {
                fails(TYPE, ID, "url", url)
                        .hasMessageContaining("Set 'username' and 'password'")
                        .hasMessageContaining("(redis://" + where + "/0)")
                        .hasMessageNotContaining("top-secret");
            }
            fails(TYPE, ID, "url", "redis://:top-secret@local host").hasMessageNotContaining("top-secret");
            sink(options(server, "t", "url", "redis://:right%20secret@" + where), ID, AT_LEAST_ONCE)
                    .close();
            sink(options(server, "t", "url", "redis://" + where, "password", "right secret"), ID, AT_LEAST_ONCE)
                    .close();
            RedisAddress address =
                    RedisAddress.of("redis://:top-secret@" + where, Optional.empty(), Optional.empty(), "here");
            assertThat(address.toString()).isEqualTo("redis://" + where + "/0");
        }
    }

    @Test
    void whatAUrlLeavesOutHasItsDefault() {
        RedisAddress address = RedisAddress.of("rediss://cache", Optional.of("me"), Optional.of("p"), "here");

        assertThat(address).isEqualTo(new RedisAddress("cache", 6379, 0, true, "me", "p"));
    }

    /** As Docker Compose names services; they are no names of the Internet. */
    @Test
    void aHostMayHaveAnUnderscore() {
        assertThat(RedisAddress.of("redis://my_redis", Optional.empty(), Optional.empty(), "here"))
                .isEqualTo(new RedisAddress("my_redis", 6379, 0, false, "", ""));
        assertThat(RedisAddress.of("redis://me:a%40b@my_redis:6380/2", Optional.empty(), Optional.empty(), "here"))
                .isEqualTo(new RedisAddress("my_redis", 6380, 2, false, "me", "a@b"));
        assertThat(RedisAddress.of("redis://[::1]:6380", Optional.empty(), Optional.empty(), "here"))
                .isEqualTo(new RedisAddress("[::1]", 6380, 0, false, "", ""));
    }
}
