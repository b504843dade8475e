package io.weir.flink.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemoteRowsTest {
    @Test
    void allAreWaitedFor() throws Exception {
        AtomicInteger done = new AtomicInteger();

        RemoteRows.await(Map.of("a", done::incrementAndGet, "b", done::incrementAndGet));

        assertThat(done).hasValue(2);
    }

    /** Otherwise a comparison would wait forever for a job that nobody cancels. */
    @Test
    void theFirstThatFailsEndsTheOthers() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Runnable waits = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        };
        Runnable fails = () -> {
            throw new IllegalStateException("no more rows");
        };

        assertThatThrownBy(() -> RemoteRows.await(Map.of("waits", waits, "fails", fails)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no more rows");
        interrupted.await();
    }
}
