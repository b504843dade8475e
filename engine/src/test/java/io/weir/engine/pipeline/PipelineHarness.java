package io.weir.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.ManualClock;
import io.weir.engine.runtime.Job;
import io.weir.engine.time.Clock;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** A plan of Flink's with sources and sinks in memory. */
final class PipelineHarness {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final MemorySource source = new MemorySource("filesystem");
    final MemorySink sink = new MemorySink();
    final Map<String, String> configuration = new TreeMap<>(Map.of("table.local-time-zone", "UTC"));
    private final String name = "pipeline-test-" + NUMBER.incrementAndGet();
    private final CompiledPlan plan;
    private int parallelism = 1;
    private int batchRowsMax = 4096;
    private Clock clock = Clock.SYSTEM;

    PipelineHarness(String planName) {
        try (InputStream input = PipelineHarness.class.getResourceAsStream("/pipeline/" + planName + ".json")) {
            plan = CompiledPlanReader.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PipelineHarness parallelism(int instances) {
        parallelism = instances;
        return this;
    }

    PipelineHarness batchRowsMax(int rows) {
        batchRowsMax = rows;
        return this;
    }

    PipelineHarness clock(ManualClock manual) {
        clock = manual;
        return this;
    }

    /** A row of the source: k, v, and ts in milliseconds. */
    PipelineHarness row(String k, Long v, long ts) {
        source.add(k == null ? null : StringData.fromString(k), v, TimestampData.fromEpochMillis(ts));
        return this;
    }

    Job start() {
        return start(new ConnectorRegistry().add(source).add(sink));
    }

    Job start(ConnectorRegistry registry) {
        return new NativePipeline(plan, registry, new PipelineOptions(configuration, parallelism, batchRowsMax, clock))
                .start(name);
    }

    /** Runs to the end of the rows. */
    Job run() throws InterruptedException {
        source.complete();
        Job job = start();
        waitUntil("the job has ended", job::hasEnded);
        job.await();
        assertNothingIsLeft();
        return job;
    }

    /** Everything that was opened is closed, and no thread is left. */
    void assertNothingIsLeft() {
        assertThat(source.openReaders()).as("open readers").isZero();
        assertThat(sink.openThings()).as("open writers and sinks").isZero();
        waitUntil(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(
                                thread -> thread.isAlive() && thread.getName().startsWith(name + "-")));
    }

    static void waitUntil(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("waited too long until " + what);
            }
            LockSupport.parkNanos(50_000);
        }
    }
}
