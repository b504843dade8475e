package io.weir.flink.replay;

import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.data.RowData;

/** A table's watermarks, behind a {@link ReplayGate}: neither time nor idleness passes while it is closed. */
final class ReplayWatermarks implements WatermarkStrategy<RowData> {
    private static final long serialVersionUID = 1L;

    private final WatermarkStrategy<RowData> strategy;
    private final String source;

    ReplayWatermarks(WatermarkStrategy<RowData> strategy, String source) {
        this.strategy = strategy;
        this.source = source;
    }

    @Override
    public WatermarkGenerator<RowData> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Generator(strategy.createWatermarkGenerator(context), ReplayGate.of(source));
    }

    @Override
    public TimestampAssigner<RowData> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return strategy.createTimestampAssigner(context);
    }

    @Override
    public WatermarkAlignmentParams getAlignmentParameters() {
        return strategy.getAlignmentParameters();
    }

    private static final class Generator implements WatermarkGenerator<RowData> {
        private final WatermarkGenerator<RowData> generator;
        private final GatedOutput output;

        Generator(WatermarkGenerator<RowData> generator, ReplayGate gate) {
            this.generator = generator;
            output = new GatedOutput(gate);
        }

        @Override
        public void onEvent(RowData row, long rowMillis, WatermarkOutput target) {
            generator.onEvent(row, rowMillis, output.to(target));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput target) {
            generator.onPeriodicEmit(output.to(target));
        }
    }

    private static final class GatedOutput implements WatermarkOutput {
        private final ReplayGate gate;
        private WatermarkOutput target = NOWHERE;
        private long heldMillis = Long.MIN_VALUE;
        private boolean holdsIdle;

        GatedOutput(ReplayGate gate) {
            this.gate = gate;
        }

        GatedOutput to(WatermarkOutput newTarget) {
            target = newTarget;
            if (gate.isOpen() && heldMillis != Long.MIN_VALUE) {
                target.emitWatermark(new Watermark(heldMillis));
                heldMillis = Long.MIN_VALUE;
            }
            if (gate.isOpen() && holdsIdle) {
                // It is said once, when it begins.
                target.markIdle();
                holdsIdle = false;
            }
            return this;
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            if (gate.isOpen()) {
                target.emitWatermark(watermark);
            } else {
                heldMillis = Math.max(heldMillis, watermark.getTimestamp());
                // A watermark makes an output active again.
                holdsIdle = false;
            }
        }

        @Override
        public void markIdle() {
            if (gate.isOpen()) {
                target.markIdle();
            } else {
                holdsIdle = true;
            }
        }

        @Override
        public void markActive() {
            holdsIdle = false;
            target.markActive();
        }
    }

    private static final WatermarkOutput NOWHERE = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    };
}
