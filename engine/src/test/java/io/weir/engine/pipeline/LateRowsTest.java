package io.weir.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.runtime.Job;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With one ordered source, the answer at any parallelism is that of parallelism 1, late rows included, on every run.
 */
class LateRowsTest {
    private static final int RUNS = 6;
    private static final int ROWS = 1500;
    private static final long START = 1_700_000_000_000L;

    private record Answer(List<String> rows, long lateRows) {}

    private static Answer run(String plan, int parallelism, int batchRows) throws InterruptedException {
        PipelineHarness harness =
                new PipelineHarness(plan).parallelism(parallelism).batchRowsMax(batchRows);
        Random random = new Random(7);
        for (int i = 0; i < ROWS; i++) {
            long late = random.nextInt(8) == 0 ? random.nextInt(25_000) : random.nextInt(900);
            harness.row(
                    random.nextInt(20) == 0 ? null : "k" + random.nextInt(6),
                    random.nextInt(20) == 0 ? null : (long) random.nextInt(100),
                    START + i * 70L - late);
        }
        Job job = harness.run();
        return new Answer(harness.sink.rows(), job.metrics().lateRows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tumble", "tumble-distinct", "hop", "cumulate", "session", "cascade"})
    void theSameRowsAreLateOnEveryRun(String plan) throws InterruptedException {
        Answer expected = run(plan, 1, 4096);
        assertThat(expected.rows).isNotEmpty();
        assertThat(expected.lateRows).as("late rows").isPositive();
        for (int parallelism = 1; parallelism <= 3; parallelism++) {
            for (int batchRows : new int[] {1, 7, 4096}) {
                for (int i = 0; i < (parallelism == 1 ? 1 : RUNS); i++) {
                    Answer answer = run(plan, parallelism, batchRows);
                    String run = "parallelism " + parallelism + ", batches of " + batchRows;
                    assertThat(answer.lateRows).as("late rows, " + run).isEqualTo(expected.lateRows);
                    assertThat(answer.rows).as(run).isEqualTo(expected.rows);
                }
            }
        }
    }
}
