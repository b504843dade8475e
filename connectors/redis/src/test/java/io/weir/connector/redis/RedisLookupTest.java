package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking rows up, one by one and many at once. */
class RedisLookupTest {
    private static final int[] FIRST = {0};
    private static final long LIMIT_SECONDS = 60;

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("lookup");

    private static RedisTable table(RedisServer on, String prefix, String... more) {
        return RedisTable.of(RedisOptions.of(Requests.TABLE, options(on, prefix, more)), TYPE, ID);
    }

    private static RowData id(long id) {
        return GenericRowData.of(id);
    }

    private static RowData found(long id, String name) {
        return GenericRowData.of(id, name == null ? null : StringData.fromString(name));
    }

    /** A function that is asked once, opened and closed around it. */
    private static Collection<RowData> lookup(RedisTable table, int[] columns, RowData asked) {
        RedisLookupFunction function = new RedisLookupFunction(table, columns, FIRST);
        function.open(new FunctionContext(null));
        try {
            return function.lookup(asked);
        } finally {
            function.close();
        }
    }

    @Test
    void aHashIsFoundByItsKey() {
        server.command("HSET", prefix + ":1", "name", "Zürich 🎈", "foreign", "x");
        server.command("HSET", prefix + ":2", "foreign", "x");

        assertThat(lookup(table(server, prefix), ID, id(1))).containsExactly(found(1, "Zürich 🎈"));
        assertThat(lookup(table(server, prefix), ID, id(2))).containsExactly(found(2, null));
        assertThat(lookup(table(server, prefix), ID, id(3))).isEmpty();
        assertThat(lookup(table(server, prefix), ID, GenericRowData.of((Object) null)))
                .isEmpty();
    }

    @Test
    void aStringIsFoundByItsKey() {
        String large = "ü".repeat(1 << 19);
        server.command("SET", prefix + ":1", large);
        RedisTable strings = table(server, prefix, "data-type", "string");

        assertThat(lookup(strings, ID, id(1))).containsExactly(found(1, large));
        assertThat(lookup(strings, ID, id(2))).isEmpty();
    }

    @Test
    void otherColumnsAreComparedWithWhatIsFound() {
        server.command("HSET", prefix + ":1", "name", "a");
        int[] both = {0, 1};

        assertThat(lookup(table(server, prefix), both, found(1, "a"))).containsExactly(found(1, "a"));
        assertThat(lookup(table(server, prefix), both, found(1, "b"))).isEmpty();
        assertThat(lookup(table(server, prefix), both, found(1, null))).isEmpty();
    }

    @Test
    void aKeyOfAnotherTypeIsNamed() {
        server.command("RPUSH", prefix + ":1", "a");

        assertThatThrownBy(() -> lookup(table(server, prefix), ID, id(1)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("the key '" + prefix + ":1' holds something else and takes no hash");
    }

    @Test
    void aServerThatIsKilledAndComesBackIsWaitedFor() throws Exception {
        try (RedisServer own = RedisServer.create("")) {
            own.command("HSET", "t:1", "name", "a");
            RedisLookupFunction function = new RedisLookupFunction(table(own, "t"), ID, FIRST);
            function.open(new FunctionContext(null));
            try {
                assertThat(function.lookup(id(1))).containsExactly(found(1, "a"));
                own.kill();
                CompletableFuture<Collection<RowData>> answer =
                        CompletableFuture.supplyAsync(() -> function.lookup(id(1)));
                own.start();
                assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(found(1, "a"));
            } finally {
                function.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3_000})
    void manyKeysAreAskedForAtOnce(int keys) throws Exception {
        for (int i = 0; i < keys; i += 2) {
            server.command("HSET", prefix + ":" + i, "name", "name " + i);
        }
        server.command("SET", prefix + ":1", "no hash");
        RedisAsyncLookupFunction function = new RedisAsyncLookupFunction(table(server, prefix), ID, FIRST);
        function.open(new FunctionContext(null));
        try {
            List<CompletableFuture<Collection<RowData>>> answers = new ArrayList<>();
            for (int i = 0; i < keys; i++) {
                answers.add(function.asyncLookup(id(i)));
            }
            for (int i = 0; i < keys; i++) {
                CompletableFuture<Collection<RowData>> answer = answers.get(i);
                if (i == 1) {
                    assertThatThrownBy(() -> answer.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                            .isInstanceOf(ExecutionException.class)
                            .hasMessageContaining("holds something else");
                } else if (i % 2 == 0) {
                    assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(found(i, "name " + i));
                } else {
                    assertThat(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEmpty();
                }
            }
        } finally {
            function.close();
        }
    }

    @Test
    void whoeverWaitsWhenItIsClosedIsTold() {
        try (RedisServer own = RedisServer.create("")) {
            RedisAsyncLookupFunction function = new RedisAsyncLookupFunction(table(own, "t"), ID, FIRST);
            function.open(new FunctionContext(null));
            own.kill();
            CompletableFuture<Collection<RowData>> first = function.asyncLookup(id(1));
            CompletableFuture<Collection<RowData>> second = function.asyncLookup(id(2));

            function.close();

            assertThatThrownBy(() -> first.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThatThrownBy(() -> second.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
        }
    }
}
