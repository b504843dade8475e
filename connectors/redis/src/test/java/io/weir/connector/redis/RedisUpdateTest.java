package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.connector.redis.RedisFixture.write;
import static io.weir.connector.redis.RedisFixture.writeAll;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The old and the new row of an update, when what is held is written between the two. */
class RedisUpdateTest {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final long LIMIT_SECONDS = 60;

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("update");
    private final ExecutorService threads = SinkThreads.start();
    private final HandClock clock = new HandClock();

    /** Stands still until a test moves it. */
    private static final class HandClock implements Clock {
        private long millis;

        @Override
        public long currentTimeMillis() {
            return millis;
        }

        @Override
        public long nanoTime() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private SinkWriter writer(String... more) {
        RedisOptions options = RedisOptions.of(Requests.TABLE, options(server, prefix, more));
        return new RedisSinkWriter(RedisTable.of(options, TYPE, ID), clock, threads);
    }

    /** Flushes as the engine does, at the time that the writer names. */
    private void flushInTime(SinkWriter writer) {
        assertThat(writer.flushTimeMillis()).isLessThan(SinkWriter.NEVER);
        clock.millis = Math.max(clock.millis, writer.flushTimeMillis());
        writer.flush();
    }

    private boolean exists(long id) {
        return server.number("EXISTS", prefix + ":" + id) == 1;
    }

    @Test
    void theKeyStaysWhatItIsWhileRowsAreWrittenBetweenItsOldAndItsNewRow() {
        server.command("HSET", prefix + ":1", "foreign", "stays");
        try (SinkWriter writer = writer("ttl", "1 h", "ttl.refresh", "on-create")) {
            write(writer, row(1, "a"), row(2, "b"));
            prepare(1, writer);
            server.command("PEXPIRE", prefix + ":1", "60000");
            server.command("PEXPIRE", prefix + ":2", "60000");
            write(writer, row(3, "c"));
            clock.millis += INTERVAL_MILLIS - 1;
            write(writer, row(RowKind.UPDATE_BEFORE, 2L, "b"));

            flushInTime(writer);
            write(writer, row(RowKind.UPDATE_AFTER, 2L, "d"), row(RowKind.UPDATE_BEFORE, 1L, "a"));
            flushInTime(writer);
            write(writer, row(RowKind.UPDATE_AFTER, 1L, "e"));
            prepare(2, writer);
        }

        assertThat(server.list("HMGET", prefix + ":1", "name", "foreign")).containsExactly("e", "stays");
        assertThat(server.command("HGET", prefix + ":2", "name")).isEqualTo("d");
        assertThat(server.number("PTTL", prefix + ":1")).isBetween(1L, 60_000L);
        assertThat(server.number("PTTL", prefix + ":2"))
                .as("the key was never away, so its time goes on")
                .isBetween(1L, 60_000L);
    }

    @Test
    void anOldRowWhoseNewRowDoesNotComeIsRemovedAfterAnIntervalWithoutTheEndOfAnEpoch() {
        for (String interval : new String[] {"1 s", "0 s"}) {
            try (SinkWriter writer = writer("sink.buffer-flush.interval", interval)) {
                write(writer, row(1, "a"));
                prepare(1, writer);
                write(writer, row(RowKind.UPDATE_BEFORE, 1L, "a"));
                writer.flush();
                assertThat(writer.flushTimeMillis())
                        .isGreaterThan(clock.millis)
                        .isLessThanOrEqualTo(clock.millis + INTERVAL_MILLIS);

                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
                while (writer.flushTimeMillis() < SinkWriter.NEVER) {
                    flushInTime(writer);
                    assertThat(System.nanoTime()).isLessThan(end);
                }

                while (exists(1)) {
                    assertThat(System.nanoTime()).as("the key stays").isLessThan(end);
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void aRowThatIsRemovedLeavesTheFieldsOfOthers() {
        server.command("HSET", prefix + ":1", "foreign", "stays");

        writeAll(TYPE, options(server, prefix), ID, row(1, "a"), row(2, "b"));
        writeAll(TYPE, options(server, prefix), ID, row(RowKind.DELETE, 1L, "a"), row(RowKind.DELETE, 2L, "b"));

        assertThat(server.list("HGETALL", prefix + ":1")).containsExactly("foreign", "stays");
        assertThat(exists(2)).isFalse();
    }
}
