package io.weir.engine.pipeline;

import static io.weir.engine.pipeline.PipelineHarness.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.operator.ManualClock;
import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.JobMetrics;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole pipelines: how they end, fail, stop and wait. */
class PipelineRunTest {
    private static final long START = 1_700_000_000_000L;

    private static PipelineHarness rows(String plan, int count) {
        PipelineHarness harness = new PipelineHarness(plan);
        for (int i = 0; i < count; i++) {
            harness.row("k" + i % 5, (long) i, START + i * 100L);
        }
        return harness;
    }

    private static List<String> copies(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> "+I[k" + i % 5 + ", " + i + "]")
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyRowArrivesOnceThroughASlowSink(int parallelism) throws InterruptedException {
        PipelineHarness harness = rows("copy", 2000).parallelism(parallelism).batchRowsMax(5);
        harness.sink.refuseOften();
        harness.run();
        assertThat(harness.sink.rows()).isEqualTo(copies(2000));
        assertThat(harness.sink.commits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tumble", "hop", "cumulate", "session", "cascade", "copy", "limit", "union"})
    void emptyInputGivesNothing(String plan) throws InterruptedException {
        PipelineHarness harness = new PipelineHarness(plan).parallelism(2);
        harness.run();
        assertThat(harness.sink.rows()).isEmpty();
        assertThat(harness.sink.commits()).isEqualTo(1);
    }

    @Test
    void bothSinksOfAStatementSetGetTheirRows() throws InterruptedException {
        PipelineHarness harness = rows("two-sinks", 500).parallelism(2).batchRowsMax(7);
        harness.sink.refuseOften();
        harness.run();
        assertThat(harness.sink.rows("r")).hasSize(496).doesNotContain("+I[k3, 3]");
        assertThat(harness.sink.rows("r2"))
                .containsExactlyInAnyOrder("+I[k0, 0]", "+I[k1, 1]", "+I[k2, 2]", "+I[k3, 3]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aLimitKeepsTheFirstRowsOfAnOrderedSource(int parallelism) throws InterruptedException {
        PipelineHarness harness = rows("limit", 300).parallelism(parallelism).batchRowsMax(3);
        harness.run();
        assertThat(harness.sink.rows()).isEqualTo(copies(5));
    }

    @Test
    void valuesAreASourceOfTheirOwn() throws InterruptedException {
        PipelineHarness harness = new PipelineHarness("values").parallelism(2);
        harness.run();
        assertThat(harness.sink.rows()).containsExactlyInAnyOrder("+I[a, 1]", "+I[b, null]", "+I[null, 3]");
    }

    @Test
    void aNullInANotNullColumnFailsTheRun() {
        PipelineHarness harness = rows("not-null", 3).row(null, 4L, START);
        assertThatThrownBy(harness::run)
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Column 'k' is NOT NULL");
        harness.assertNothingIsLeft();
        assertThat(harness.sink.commits()).isZero();
    }

    @Test
    void aNullInANotNullColumnIsDroppedAndCountedWhereThatIsAskedFor() throws InterruptedException {
        PipelineHarness harness = rows("not-null-drop", 3).row(null, 4L, START).row("z", null, START);
        Job job = harness.run();
        assertThat(harness.sink.rows()).containsExactly("+I[k0, 0]", "+I[k1, 1]", "+I[k2, 2]", "+I[z, null]");
        assertThat(job.metrics().nodes().stream()
                        .mapToLong(JobMetrics.NodeMetrics::droppedRows)
                        .sum())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anExpressionThatFailsEndsTheJobWithItsError(int parallelism) {
        PipelineHarness harness = rows("divide", 300).parallelism(parallelism);
        assertThatThrownBy(harness::run).hasMessageContaining("zero");
        harness.assertNothingIsLeft();
        assertThat(harness.sink.commits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSourceThatFailsEndsTheJobWithItsError(int parallelism) {
        PipelineHarness harness = rows("tumble", 300).parallelism(parallelism);
        harness.source.failAtEnd("the source is broken");
        assertThatThrownBy(harness::run).hasMessageContaining("the source is broken");
        harness.assertNothingIsLeft();
        assertThat(harness.sink.commits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSinkThatFailsEndsTheJobWithItsError(int parallelism) {
        PipelineHarness harness = rows("copy", 3000).parallelism(parallelism).batchRowsMax(10);
        harness.sink.failAfter(100);
        assertThatThrownBy(harness::run).hasMessageContaining("the sink is broken");
        harness.assertNothingIsLeft();
        assertThat(harness.sink.commits()).isZero();
    }

    @Test
    void aMissingConnectorIsFoundBeforeAnythingIsOpened() {
        PipelineHarness harness = new PipelineHarness("copy");
        assertThatThrownBy(() -> harness.start(new ConnectorRegistry().add(harness.source)))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("print");
        assertThat(harness.source.closedSources()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aStoppedJobCommitsWhatHasComeOutAndFiresNoOpenWindow(int parallelism) throws InterruptedException {
        // Given an unbounded source with rows of 20 seconds, of which the watermark has passed the first window
        PipelineHarness harness = rows("tumble", 200).parallelism(parallelism).batchRowsMax(7);
        Job job = harness.start();
        waitUntil("the first window has fired", () -> harness.sink.rows().size() == 5);

        // When the job is stopped
        job.stop();
        waitUntil("the job has ended", job::hasEnded);
        job.await();

        // Then the window that is open has given nothing
        assertThat(harness.sink.rows()).hasSize(5);
        assertThat(harness.sink.commits()).isEqualTo(1);
        harness.assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aJobCanBeStoppedWhileItsSourceIsBusy(int parallelism) throws InterruptedException {
        for (int run = 0; run < 10; run++) {
            PipelineHarness harness =
                    rows("session", 5000).parallelism(parallelism).batchRowsMax(3);
            Job job = harness.start();
            waitUntil("rows are read", () -> harness.source.takenRows() > 100);
            job.close();
            job.await();
            harness.assertNothingIsLeft();
        }
    }

    @Test
    void aFullChannelStopsTheSource() throws InterruptedException {
        // Given a sink that takes nothing
        PipelineHarness harness = rows("copy", 20_000).batchRowsMax(1);
        harness.sink.takeNothing(true);

        // When the job runs
        Job job = harness.start();
        waitUntil("rows are read", () -> harness.source.takenRows() > 0);
        for (int i = 0; i < 200; i++) {
            LockSupport.parkNanos(50_000);
        }

        // Then the source has not run ahead, and goes on when the sink does
        assertThat(harness.source.takenRows()).isLessThan(1000);
        harness.sink.takeNothing(false);
        harness.source.complete();
        job.await();
        assertThat(harness.sink.rows()).hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPauseGivesOutTheWatermarkAfterTheInterval(int parallelism) {
        // Given rows up to 11.15 s: the watermark, a second behind, was given out at 9.95 s and stands at 10.15 s
        ManualClock clock = new ManualClock(1_000_000);
        PipelineHarness harness =
                new PipelineHarness("tumble").parallelism(parallelism).clock(clock);
        harness.row("a", 1L, START).row("a", 2L, START + 10_950).row("b", 3L, START + 11_150);
        Job job = harness.start();
        waitUntil("rows are read", () -> harness.source.takenRows() == 3);

        // When the clock moves on by the interval, and nothing more comes
        waitUntil("the first window has fired", () -> {
            clock.set(clock.currentTimeMillis() + 1);
            return !harness.sink.rows().isEmpty();
        });

        // Then the first window has fired, without any further row
        assertThat(harness.sink.rows()).containsExactly("+I[a, 2023-11-14T22:13:20, 2023-11-14T22:13:30, 1, 1]");
        job.close();
        harness.assertNothingIsLeft();
    }

    @Test
    void processingTimeWindowsFireWhenTheClockSaysSo() {
        ManualClock clock = new ManualClock(START);
        PipelineHarness harness = rows("tumble-proctime", 10).parallelism(2).clock(clock);
        Job job = harness.start();
        waitUntil("rows are in their window", () -> rowsIn(job, "window-aggregate") == 10);
        assertThat(harness.sink.rows()).isEmpty();

        clock.set(START + 9_999);
        harness.row("k0", 1000L, 0);
        waitUntil("one more row is in", () -> rowsIn(job, "window-aggregate") == 11);
        assertThat(harness.sink.rows()).isEmpty();

        clock.set(START + 10_000);
        waitUntil("the window has fired", () -> harness.sink.rows().size() == 5);
        assertThat(harness.sink.rows().get(0)).isEqualTo("+I[k0, 2023-11-14T22:13:20, 2023-11-14T22:13:30, 3, 1005]");
        job.close();
        harness.assertNothingIsLeft();
    }

    @Test
    void processingTimeSessionsEndAfterTheGap() {
        ManualClock clock = new ManualClock(START);
        PipelineHarness harness = rows("session-proctime", 10).parallelism(2).clock(clock);
        Job job = harness.start();
        waitUntil("rows are in their session", () -> rowsIn(job, "window-aggregate") == 10);
        clock.set(START + 9_000);
        harness.row("k0", 1000L, 0);
        waitUntil("one more row is in", () -> rowsIn(job, "window-aggregate") == 11);

        clock.set(START + 10_000);
        waitUntil("four sessions have ended", () -> harness.sink.rows().size() == 4);
        assertThat(harness.sink.rows()).noneMatch(row -> row.startsWith("+I[k0"));
        // A millisecond later, in case the timer is set only now: it is never set to a time that has come.
        clock.set(START + 19_001);
        waitUntil("the fifth has ended", () -> harness.sink.rows().size() == 5);
        assertThat(harness.sink.rows().get(0)).isEqualTo("+I[k0, 2023-11-14T22:13:20, 2023-11-14T22:13:39, 3, 1005]");
        job.close();
    }

    private static long rowsIn(Job job, String type) {
        return job.metrics().nodes().stream()
                .filter(node -> node.type().contains(type))
                .mapToLong(JobMetrics.NodeMetrics::rowsIn)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aUnionOfAFastAndASlowSourceLosesNoRow(int parallelism) throws InterruptedException {
        // Given two sources without late rows of their own, of which one is much longer than the other
        for (int run = 0; run < 10; run++) {
            PipelineHarness harness =
                    rows("union", 600).parallelism(parallelism).batchRowsMax(5);
            PipelineHarness other = rows("union", 150);
            other.source.complete();
            harness.source.complete();
            Job job = harness.start(new ConnectorRegistry()
                    .add(new TwoSources(harness.source, other.source))
                    .add(harness.sink));
            waitUntil("the job has ended", job::hasEnded);
            job.await();

            // Then every window has all rows of both
            assertThat(job.metrics().lateRows()).isZero();
            assertThat(harness.sink.rows()).hasSize(30);
            assertThat(harness.sink.rows().stream()
                            .mapToInt(row -> Integer.parseInt(row.split(", ")[3]))
                            .sum())
                    .isEqualTo(750);
            harness.assertNothingIsLeft();
        }
    }

    @Test
    void anIdleSourceHoldsTheOtherOneOfAUnionBackOnlyUntilTheTimeout() {
        // Given a union of one source that goes on and one that has given a row and is silent since
        ManualClock clock = new ManualClock(1_000_000);
        PipelineHarness harness = new PipelineHarness("union").parallelism(2).clock(clock);
        harness.configuration.put("table.exec.source.idle-timeout", "5 s");
        MemorySource silent = new MemorySource("filesystem");
        Job job = harness.start(new ConnectorRegistry()
                .add(new TwoSources(harness.source, silent))
                .add(harness.sink));
        Stream.of(0L, 20_000L, 40_000L).forEach(after -> harness.row("a", 1L, START + after));
        waitUntil("rows are read", () -> harness.source.takenRows() == 3);

        // When it has been silent for long, and the other goes on
        long[] next = {60_000};
        waitUntil("windows fire", () -> {
            clock.set(clock.currentTimeMillis() + 100);
            harness.row("a", 1L, START + next[0]);
            next[0] += 1000;
            return harness.sink.rows().size() >= 3;
        });

        // Then the windows have fired, each once
        assertThat(harness.sink.rows()).doesNotHaveDuplicates();
        assertThat(clock.currentTimeMillis()).as("not before the timeout").isGreaterThanOrEqualTo(1_005_000);
        job.close();
        harness.assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void instancesThatGoIdleAndComeBackFireNoWindowTwice(int parallelism) throws InterruptedException {
        // Given the answer without any pause
        PipelineHarness calm = rows("tumble", 400);
        calm.run();

        // When rows come in bursts, with pauses after which the source is idle
        ManualClock clock = new ManualClock(1_000_000);
        PipelineHarness harness =
                new PipelineHarness("tumble").parallelism(parallelism).clock(clock);
        harness.configuration.put("table.exec.source.idle-timeout", "1 s");
        Job job = harness.start();
        for (int i = 0; i < 400; i++) {
            harness.row("k" + i % 5, (long) i, START + i * 100L);
            if (i % 7 == 0) {
                int given = i + 1;
                waitUntil("rows are read", () -> harness.source.takenRows() == given);
                for (int step = 0; step < 10; step++) {
                    clock.set(clock.currentTimeMillis() + 150);
                    LockSupport.parkNanos(50_000);
                }
            }
        }
        harness.source.complete();
        job.await();

        // Then it is the same answer
        assertThat(harness.sink.rows()).isEqualTo(calm.sink.rows());
        assertThat(job.metrics().lateRows()).isZero();
    }
}
