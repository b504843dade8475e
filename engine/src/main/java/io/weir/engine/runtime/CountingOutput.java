package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.operator.Output;

/** Counts what an operator gives out. */
final class CountingOutput implements Output {
    private final Output next;
    private final OperatorMetrics metrics;
    private final WorkMeter meter;
    private final ByteEstimate estimate = new ByteEstimate();

    CountingOutput(Output next, OperatorMetrics metrics, WorkMeter meter) {
        this.next = next;
        this.metrics = metrics;
        this.meter = meter;
    }

    @Override
    public boolean offer(Batch batch) {
        int rows = batch.rowCount();
        long bytes = estimate.of(batch);
        if (!next.offer(batch)) {
            return false;
        }
        if (rows != 0) {
            metrics.addRowsOut(rows);
            metrics.addBytesOut(bytes);
        }
        meter.moved();
        return true;
    }

    @Override
    public boolean offerWatermark(long watermark) {
        return next.offerWatermark(watermark);
    }

    @Override
    public boolean offerIdle(boolean idle) {
        return next.offerIdle(idle);
    }

    @Override
    public boolean offerEnd() {
        return next.offerEnd();
    }
}
