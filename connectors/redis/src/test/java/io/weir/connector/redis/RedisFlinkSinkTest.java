package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.TYPE;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** The writer that runs inside of Flink, on a clock of the test's. */
class RedisFlinkSinkTest {
    private static final long INTERVAL_MILLIS = 1_000;

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("flink");
    private final HandTime time = new HandTime();

    /** Calls timers when a test moves the time. */
    private static final class HandTime implements ProcessingTimeService {
        private record Timer(long millis, ProcessingTimeCallback callback) {}

        private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::millis));
        private long millis;

        @Override
        public long getCurrentProcessingTime() {
            return millis;
        }

        @Override
        public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
            timers.add(new Timer(timestamp, target));
            return new NeverCancelled();
        }

        void advanceTo(long timestamp) throws Exception {
            while (!timers.isEmpty() && timers.peek().millis() <= timestamp) {
                Timer timer = timers.remove();
                millis = timer.millis();
                timer.callback().onProcessingTime(millis);
            }
            millis = timestamp;
        }
    }

    private static final class NeverCancelled extends CompletableFuture<Void> implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    private static final class NoContext implements SinkWriter.Context {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }

    private boolean exists(long id) {
        return server.number("EXISTS", prefix + ":" + id) == 1;
    }

    @Test
    void anUpdateIsLeftOpenForAnIntervalBeforeItsOldRowIsRemoved() throws Exception {
        RedisOptions options = RedisOptions.of(Requests.TABLE, options(server, prefix));
        SinkWriter.Context context = new NoContext();
        try (RedisFlinkSink.Writer writer = new RedisFlinkSink.Writer(RedisTable.of(options, TYPE, ID), time)) {
            writer.write(row(1, "a"), context);
            writer.write(row(2, "b"), context);
            time.advanceTo(INTERVAL_MILLIS - 1);
            writer.write(row(RowKind.UPDATE_BEFORE, 1L, "a"), context);

            time.advanceTo(INTERVAL_MILLIS);
            assertThat(exists(1)).as("its new row is on the way").isTrue();
            writer.write(row(RowKind.UPDATE_AFTER, 1L, "c"), context);
            time.advanceTo(2 * INTERVAL_MILLIS);
            assertThat(server.command("HGET", prefix + ":1", "name")).isEqualTo("c");

            writer.write(row(RowKind.UPDATE_BEFORE, 2L, "b"), context);
            assertThat(exists(2)).isTrue();
            time.advanceTo(4 * INTERVAL_MILLIS);
            assertThat(exists(2)).as("its new row has not come").isFalse();
        }
    }
}
