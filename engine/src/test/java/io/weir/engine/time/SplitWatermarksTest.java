package io.weir.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import org.junit.jupiter.api.Test;

class SplitWatermarksTest {
    private static Batch batch(long... millis) {
        LongColumn column = new LongColumn(millis.length);
        System.arraycopy(millis, 0, column.values(), 0, millis.length);
        Batch batch = new Batch(column);
        batch.setRowCount(millis.length);
        return batch;
    }

    private static SplitWatermarks watermarks(int splitCount) {
        return new SplitWatermarks(splitCount, 0, 0, Clock.SYSTEM, () -> batch -> batch.column(0));
    }

    @Test
    void followsTheSplitThatIsBehind() {
        SplitWatermarks watermarks = watermarks(2);
        watermarks.assign(0, batch(1000, 2000));
        assertThat(watermarks.emitted()).isEqualTo(Batch.NO_WATERMARK);
        watermarks.assign(1, batch(500));
        assertThat(watermarks.emitted()).isEqualTo(500);
        watermarks.finish(1);
        Batch last = batch(3000, 4000);
        watermarks.assign(0, last);
        assertThat(last.watermark(0)).isEqualTo(500);
        assertThat(last.watermark(1)).isEqualTo(3000);
        assertThat(watermarks.emitted()).isEqualTo(4000);
    }

    @Test
    void takesOnSplitsThatAreFoundWhileRunning() {
        SplitWatermarks watermarks = watermarks(1);
        watermarks.assign(0, batch(1000));
        assertThat(watermarks.emitted()).isEqualTo(1000);

        watermarks.onPause(new int[] {0, 2});
        watermarks.assign(0, batch(5000));
        assertThat(watermarks.emitted())
                .as("splits 1 and 2 have given nothing yet")
                .isEqualTo(1000);
        watermarks.assign(2, batch(3000));
        watermarks.finish(1);
        watermarks.assign(0, batch(6000));
        assertThat(watermarks.emitted()).isEqualTo(3000);
    }
}
