package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.AT_LEAST_ONCE;
import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.TEXT;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.connector.redis.RedisFixture.run;
import static io.weir.connector.redis.RedisFixture.write;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import io.weir.testing.kit.RedisServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are exactly once: the marker, and what Redis or another process may do to it. */
class RedisEpochSinkTest {
    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("epochs");
    private final String marker = "weir:epochs:" + prefix + ":t";

    private Sink list(EpochContext epochs, String... more) {
        return list(server, epochs, more);
    }

    private Sink list(RedisServer on, EpochContext epochs, String... more) {
        List<String> all = new ArrayList<>(List.of("data-type", "list"));
        Collections.addAll(all, more);
        return RedisFixture.sink(options(on, prefix, all.toArray(new String[0])), NO_KEY, epochs);
    }

    private List<String> elements(String key) {
        return server.list("LRANGE", prefix + ":" + key, "0", "-1");
    }

    /** Commits one epoch of a run that begins anew, and gives what it has prepared. */
    private List<byte[]> commitOne(String... names) {
        try (Sink sink = list(run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            for (String name : names) {
                write(writer, row(1, name));
            }
            List<byte[]> prepared = prepare(1, writer);
            sink.commit(1, prepared);
            return prepared;
        }
    }

    @Test
    void aListIsExactlyOnceWhereThatIsAskedForAndOtherwiseAtLeastOnce() {
        try (Sink exactly = list(run(prefix));
                Sink atLeast = list(AT_LEAST_ONCE)) {
            assertThat(exactly.guarantee()).isEqualTo(SinkGuarantee.EXACTLY_ONCE);
            assertThat(atLeast.guarantee()).isEqualTo(SinkGuarantee.AT_LEAST_ONCE);
        }
    }

    @Test
    void theMarkerTellsTheEpochAndWhoseItIs() {
        List<byte[]> prepared = commitOne("a", "b");

        assertThat(elements("1")).containsExactly("a", "b");
        assertThat(server.list("HMGET", marker, "epoch", "generation")).containsExactly("1", "1");
        try (Sink again = list(run(prefix))) {
            assertThat(again.recover(1, prepared)).isTrue();
        }
        assertThat(server.list("HMGET", marker, "epoch", "generation")).containsExactly("1", "2");
        assertThat(elements("1")).containsExactly("a", "b");
    }

    @Test
    void aKeyOfAnotherTypeLeavesTheWholeEpochOut() {
        server.command("SET", prefix + ":2", "a string");
        try (Sink sink = list(run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"), row(2, "b"));
            List<byte[]> prepared = prepare(1, writer);
            assertThatThrownBy(() -> sink.commit(1, prepared))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("the key '" + prefix + ":2' holds a string and takes no list");
            assertThat(elements("1")).isEmpty();

            server.command("DEL", prefix + ":2");
            sink.commit(1, prepared);
        }
        assertThat(elements("1")).containsExactly("a");
        assertThat(elements("2")).containsExactly("b");
    }

    /** Behind the first element nothing may fail: Redis keeps what a script has done before it fails. */
    @ParameterizedTest
    @ValueSource(strings = {"on-write", "on-create", "time-column"})
    void aRightThatIsMissingLeavesTheWholeEpochOut(String refresh) {
        String user = RedisServer.newName("limited");
        String command = refresh.equals("time-column") ? "pexpireat" : "pexpire";
        server.command("ACL", "SETUSER", user, "on", ">pw", "~*", "+@all", "-" + command);
        RowType type =
                RowType.of(new LogicalType[] {new LocalZonedTimestampType(3), TEXT}, new String[] {"seen", "name"});
        GenericRowData late = row(RowKind.INSERT, TimestampData.fromEpochMillis(4_000_000_000_000L), "a");
        List<String> keys = List.of(prefix + ":2096-10-02 07:06:40Z");
        Map<String, String> options =
                options(server, prefix, "data-type", "list", "username", user, "password", "pw", "ttl", "1 h");
        if (refresh.equals("time-column")) {
            options.put("ttl.time-column", "seen");
        } else {
            options.put("ttl.refresh", refresh);
        }
        try (Sink sink = RedisFixture.sink(type, options, NO_KEY, 1, run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, type, late);
            List<byte[]> prepared = prepare(1, writer);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> sink.commit(1, prepared)).hasMessageContaining("committing an epoch failed");
                assertThat(server.list("KEYS", prefix + ":*")).isEmpty();
            }

            server.command("ACL", "SETUSER", user, "+" + command);
            sink.commit(1, prepared);
        } finally {
            server.command("ACL", "DELUSER", user);
        }
        assertThat(server.list("KEYS", prefix + ":*")).isEqualTo(keys);
        assertThat(server.list("LRANGE", keys.get(0), "0", "-1")).containsExactly("a");
        assertThat(server.number("PTTL", keys.get(0))).isPositive();
    }

    @Test
    void aProcessThatWasReplacedIsToldByWhom() {
        try (Sink old = list(run(prefix));
                SinkWriter writer = old.createWriter(0)) {
            write(writer, row(1, "a"));
            List<byte[]> prepared = prepare(1, writer);
            try (Sink young = list(run(prefix))) {
                assertThat(young.recover(0, List.of())).isTrue();
                assertThatThrownBy(() -> old.commit(1, prepared))
                        .hasMessageContaining("another process goes on with this pipeline (process "
                                + ProcessHandle.current().pid());
            }
        }
        assertThat(elements("1")).isEmpty();
    }

    @Test
    void rowsThatRedisHasLostAreReportedAndHowToGoOnWithoutThem() {
        List<byte[]> prepared = commitOne("a");
        server.command("DEL", marker, prefix + ":1");
        try (Sink sink = list(run(prefix))) {
            assertThatThrownBy(() -> sink.recover(1, prepared))
                    .hasMessageContaining("Redis has lost rows that it had: there is no marker")
                    .hasMessageContaining("HSET " + marker + " epoch 0");
        }
        server.command("HSET", marker, "epoch", "0");
        try (Sink sink = list(run(prefix))) {
            assertThat(sink.recover(1, prepared)).isTrue();
        }
        assertThat(elements("1")).containsExactly("a");
    }

    @Test
    void aServerThatForgetsWhileThePipelineRunsIsNoticed() {
        try (Sink sink = list(run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"));
            sink.commit(1, prepare(1, writer));
            server.command("HSET", marker, "epoch", "0");
            write(writer, row(1, "b"));
            List<byte[]> prepared = prepare(2, writer);
            assertThatThrownBy(() -> sink.commit(2, prepared))
                    .hasMessageContaining("Redis has lost rows that it had: the marker says epoch 0");
        }
    }

    @Test
    void stateThatIsOlderThanTheListsIsRefused() {
        List<byte[]> prepared;
        try (Sink sink = list(run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "a"));
            prepared = prepare(1, writer);
            sink.commit(1, prepared);
            write(writer, row(1, "b"));
            sink.commit(2, prepare(2, writer));
        }
        try (Sink sink = list(run(prefix))) {
            assertThatThrownBy(() -> sink.recover(1, prepared))
                    .hasMessageContaining("the lists have the rows up to epoch 2")
                    .hasMessageContaining("it would push some of them twice");
        }
    }

    @Test
    void anEpochThatIsTooLargeIsRefused() {
        try (Sink sink = list(run(prefix), "sink.epoch.max-size", "1 kb");
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, row(1, "x".repeat(900)));
            assertThatThrownBy(() -> write(writer, row(1, "y".repeat(200))))
                    .hasMessageContaining("raise 'sink.epoch.max-size'")
                    .hasMessageContaining("'execution.checkpointing.interval'");
        }
    }

    @Test
    void theWritersOfASinkShareTheSizeOfAnEpoch() {
        Map<String, String> options = options(server, prefix, "data-type", "list", "sink.epoch.max-size", "2 kb");
        try (Sink sink = RedisFixture.sink(TYPE, options, NO_KEY, 2, run(prefix));
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            for (SinkWriter writer : List.of(first, second)) {
                write(writer, row(1, "x".repeat(900)));
                assertThatThrownBy(() -> write(writer, row(1, "y".repeat(200))))
                        .hasMessageContaining("raise 'sink.epoch.max-size'");
            }
        }
    }

    @Test
    void keysCountForTheSizeOfAnEpoch() {
        String key = "k".repeat(400);
        RowType type = RowType.of(new LogicalType[] {TEXT, TEXT}, new String[] {"room", "event"});
        Map<String, String> options = options(server, prefix, "data-type", "list", "sink.epoch.max-size", "1 kb");
        try (Sink sink = RedisFixture.sink(type, options, NO_KEY, 1, run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            for (int i = 0; i < 10; i++) {
                write(writer, type, row(RowKind.INSERT, key, "a"));
            }
            write(writer, type, row(RowKind.INSERT, key + "2", "a"));
            assertThatThrownBy(() -> write(writer, type, row(RowKind.INSERT, key + "3", "a")))
                    .hasMessageContaining("raise 'sink.epoch.max-size'");
        }
    }

    @Test
    void manyAndLargeAndStrangeElementsComeWholeAndInOrder() {
        List<String> expected = new ArrayList<>();
        expected.add("");
        expected.add("Zürich 東京 🎈\0\r\n");
        expected.add("x".repeat(1 << 20));
        for (int i = 0; i < 5_000; i++) {
            expected.add("element " + i);
        }
        try (Sink sink = list(run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            for (String each : expected) {
                write(writer, row(1, each));
            }
            sink.commit(1, prepare(1, writer));
        }
        assertThat(elements("1")).isEqualTo(expected);
    }

    @Test
    void twoSinksOfOneTableHaveAMarkerEach() {
        EpochContext run = run(prefix);
        try (Sink first = list(run);
                Sink second = list(run);
                SinkWriter one = first.createWriter(0);
                SinkWriter two = second.createWriter(0)) {
            write(one, row(1, "a"));
            write(two, row(1, "b"));
            first.commit(1, prepare(1, one));
            second.commit(1, prepare(1, two));
        }
        assertThat(elements("1")).containsExactly("a", "b");
        assertThat(server.list("KEYS", marker + "*")).containsExactlyInAnyOrder(marker, marker + " 2");
    }

    @Test
    void aCommitWaitsForAServerThatIsKilled() throws Exception {
        try (RedisServer own = RedisServer.create("");
                Sink sink = list(own, run(prefix));
                SinkWriter writer = sink.createWriter(0)) {
            for (int epoch = 1; epoch <= 5; epoch++) {
                write(writer, row(1, "a" + epoch));
                List<byte[]> prepared = prepare(epoch, writer);
                int number = epoch;
                own.kill();
                CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> sink.commit(number, prepared));
                own.start();
                commit.get(60, TimeUnit.SECONDS);
            }
            assertThat(own.list("LRANGE", prefix + ":1", "0", "-1")).containsExactly("a1", "a2", "a3", "a4", "a5");
        }
    }

    @Test
    void rowsOfSeveralWritersComeTogether() {
        try (Sink sink = RedisFixture.sink(TYPE, options(server, prefix, "data-type", "list"), NO_KEY, 2, run(prefix));
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            write(first, row(1, "a"), row(2, "b"));
            write(second, row(1, "c"));
            sink.commit(1, prepare(1, first, second));
        }
        assertThat(elements("1")).containsExactlyInAnyOrder("a", "c");
        assertThat(elements("2")).containsExactly("b");
    }
}
