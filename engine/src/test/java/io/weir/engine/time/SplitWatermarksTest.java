package io.weir.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.operator.ManualClock;
import io.weir.engine.operator.RecordingOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitWatermarksTest {
    private static final long NONE = Batch.NO_WATERMARK;

    private final ManualClock clock = new ManualClock(0);

    private SplitWatermarks watermarks(int splits, long idleTimeout) {
        return new SplitWatermarks(splits, 200, idleTimeout, clock, () -> batch -> batch.column(0));
    }

    private static List<Long> assign(SplitWatermarks watermarks, int split, long... own) {
        Batch batch = RecordingOutput.longs(own);
        watermarks.assign(split, batch);
        List<Long> carried = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            carried.add(batch.watermark(i));
        }
        return carried;
    }

    @Test
    void theSlowestSplitHoldsTheOthersBack() {
        SplitWatermarks watermarks = watermarks(2, 0);
        assertThat(assign(watermarks, 0, 1000, 2000)).containsExactly(NONE, NONE);
        assertThat(watermarks.emitted()).isEqualTo(NONE);
        assertThat(assign(watermarks, 1, 500, 600, 900, 5000, 5000)).containsExactly(NONE, 500L, 500L, 900L, 2000L);
        assertThat(assign(watermarks, 0, 0)).containsExactly(2000L);
    }

    @Test
    void aSplitThatHasEndedHoldsNobodyBack() {
        SplitWatermarks watermarks = watermarks(2, 0);
        assign(watermarks, 0, 1000);
        watermarks.finish(1);
        assertThat(assign(watermarks, 0, 2000, 2001)).containsExactly(NONE, 2000L);
    }

    @Test
    void aSilentSplitIsIdleAfterTheTimeoutAndCountsAgainWithItsNextRow() {
        SplitWatermarks watermarks = watermarks(2, 5000);
        assign(watermarks, 1, 100);
        clock.set(4999);
        assign(watermarks, 0, 1000);
        watermarks.onPause(new int[] {1});
        assertThat(watermarks.emitted()).isEqualTo(100);

        clock.set(5200);
        watermarks.onPause(new int[] {1});
        assertThat(watermarks.isIdle()).isFalse();
        assertThat(watermarks.emitted()).isEqualTo(1000);

        assign(watermarks, 1, 200);
        assertThat(assign(watermarks, 0, 9000, 9000)).containsExactly(1000L, 1000L);
        assertThat(watermarks.emitted()).isEqualTo(1000);
    }

    @Test
    void theSourceIsIdleWhenAllSplitsAre() {
        SplitWatermarks watermarks = watermarks(2, 100);
        clock.set(100);
        watermarks.onPause(new int[] {0, 1});
        assertThat(watermarks.isIdle()).isTrue();
        assign(watermarks, 0, 1);
        assertThat(watermarks.isIdle()).isFalse();
    }

    @Test
    void whatIsHeldBackIsGivenOutWhenInputPausesForTheInterval() {
        SplitWatermarks watermarks = watermarks(1, 0);
        assign(watermarks, 0, 1000, 1100);
        assertThat(watermarks.emitted()).isEqualTo(1000);
        clock.set(199);
        watermarks.onPause(new int[] {0});
        assertThat(watermarks.emitted()).isEqualTo(1000);
        clock.set(200);
        watermarks.onPause(new int[] {0});
        assertThat(watermarks.emitted()).isEqualTo(1100);
    }

    @Test
    void aReaderWithoutSplitsDoesNotAdvanceWhatOthersAreAtWorkOn() {
        // Given one split, whose reader is at work, and a second reader without a split
        SplitWatermarks watermarks = watermarks(1, 0);
        assign(watermarks, 0, 1000, 1100);

        // When the second reader finds nothing, long after the last watermark
        clock.set(10_000);
        watermarks.onPause(new int[0]);

        // Then the watermark is still what it is at parallelism 1
        assertThat(watermarks.emitted()).isEqualTo(1000);
    }

    @Test
    void takesOnSplitsThatAreFoundWhileRunning() {
        SplitWatermarks watermarks = new SplitWatermarks(1, 0, 0, clock, () -> batch -> batch.column(0));
        assign(watermarks, 0, 1000);
        assertThat(watermarks.emitted()).isEqualTo(1000);

        watermarks.onPause(new int[] {0, 2});
        assign(watermarks, 0, 5000);
        assertThat(watermarks.emitted())
                .as("splits 1 and 2 have given nothing yet")
                .isEqualTo(1000);
        assign(watermarks, 2, 3000);
        watermarks.finish(1);
        assign(watermarks, 0, 6000);
        assertThat(watermarks.emitted()).isEqualTo(3000);
    }
}
