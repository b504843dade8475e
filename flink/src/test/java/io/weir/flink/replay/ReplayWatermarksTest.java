package io.weir.flink.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** What becomes of watermarks and idleness while the gate is closed, and when it opens. */
class ReplayWatermarksTest {
    private static final String SOURCE = "ReplayWatermarksTest";

    private final List<String> given = new ArrayList<>();
    private final ReplayGate gate = ReplayGate.closed(SOURCE);

    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            given.add("watermark " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            given.add("idle");
        }

        @Override
        public void markActive() {
            given.add("active");
        }
    };

    /** Gives each row's time as the watermark; is idle once, in the first period without a row, as Flink's is. */
    private static final class Times implements WatermarkGenerator<RowData> {
        private boolean isQuiet;
        private boolean isIdle;

        @Override
        public void onEvent(RowData row, long rowMillis, WatermarkOutput target) {
            if (isIdle) {
                target.markActive();
            }
            isQuiet = false;
            isIdle = false;
            target.emitWatermark(new Watermark(rowMillis));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput target) {
            if (isQuiet && !isIdle) {
                isIdle = true;
                target.markIdle();
            }
            isQuiet = true;
        }
    }

    private WatermarkGenerator<RowData> watermarks() {
        return new ReplayWatermarks(WatermarkStrategy.forGenerator(unused -> new Times()), SOURCE)
                .createWatermarkGenerator(null);
    }

    private static RowData row() {
        return new GenericRowData(0);
    }

    @Test
    void idlenessThatBeganBeforeTheGateOpenedIsGivenOn() {
        WatermarkGenerator<RowData> watermarks = watermarks();
        watermarks.onEvent(row(), 40, output);
        watermarks.onEvent(row(), 30, output);
        watermarks.onPeriodicEmit(output);
        watermarks.onPeriodicEmit(output);
        assertThat(given).isEmpty();
        gate.open();
        watermarks.onPeriodicEmit(output);
        watermarks.onPeriodicEmit(output);
        assertThat(given).containsExactly("watermark 40", "idle");
    }

    @Test
    void idlenessThatHasEndedIsNot() {
        WatermarkGenerator<RowData> watermarks = watermarks();
        watermarks.onPeriodicEmit(output);
        watermarks.onPeriodicEmit(output);
        watermarks.onEvent(row(), 40, output);
        gate.open();
        watermarks.onEvent(row(), 50, output);
        assertThat(given).containsExactly("active", "watermark 40", "watermark 50");
    }
}
