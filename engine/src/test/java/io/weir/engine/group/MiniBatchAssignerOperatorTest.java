package io.weir.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.operator.RecordingOutput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class MiniBatchAssignerOperatorTest {
    private static final RowType TYPE = RowType.of(new BigIntType());

    /** Notes the watermarks of rows. */
    private static final class WatermarksOutput implements Output {
        private final List<Long> watermarks = new ArrayList<>();

        @Override
        public boolean offer(Batch batch) {
            for (int i = 0; i < batch.rowCount(); i++) {
                watermarks.add(batch.watermark(i));
            }
            return true;
        }

        @Override
        public boolean offerWatermark(long watermark) {
            return true;
        }

        @Override
        public boolean offerIdle(boolean idle) {
            return true;
        }

        @Override
        public boolean offerEnd() {
            return true;
        }
    }

    @Test
    void theWatermarksOfRowsAreThoseOfStepsThatAreOver() {
        Batch batch = RecordingOutput.longs(1, 2, 3, 4, 5, 6);
        long[] watermarks = batch.useRowWatermarks(6);
        long[] given = {Batch.NO_WATERMARK, -1500, 998, 999, 1000, 5123};
        System.arraycopy(given, 0, watermarks, 0, 6);

        WatermarksOutput output = new WatermarksOutput();
        assertThat(new MiniBatchAssignerOperator(1000).process(0, batch, output))
                .isEqualTo(Progress.DONE);

        assertThat(output.watermarks)
                .containsExactly(Batch.NO_WATERMARK, -2001L, Batch.NO_WATERMARK, 999L, 999L, 4999L);
    }

    @Test
    void aWatermarkWithinAStepIsKeptBack() {
        RecordingOutput output = new RecordingOutput(TYPE, false, -1);
        MiniBatchAssignerOperator operator = new MiniBatchAssignerOperator(1000);
        for (long watermark : new long[] {500, 998, 999, 1500, 1999, 7000, Long.MAX_VALUE}) {
            assertThat(operator.onWatermark(watermark, output)).isEqualTo(Progress.DONE);
        }
        assertThat(output.watermarks()).containsExactly(999L, 1999L, 6999L, Long.MAX_VALUE);
    }
}
