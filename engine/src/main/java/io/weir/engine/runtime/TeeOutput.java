package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Output;

/** Gives everything to several outputs; an offer is taken when all of them have taken it. */
final class TeeOutput implements Output {
    private final Output[] outputs;
    private int taken;

    TeeOutput(Output... outputs) {
        this.outputs = outputs;
    }

    @Override
    public boolean offer(Batch batch) {
        while (taken < outputs.length) {
            if (!outputs[taken].offer(batch)) {
                return false;
            }
            taken++;
        }
        taken = 0;
        return true;
    }

    @Override
    public boolean offerWatermark(long watermark) {
        while (taken < outputs.length) {
            if (!outputs[taken].offerWatermark(watermark)) {
                return false;
            }
            taken++;
        }
        taken = 0;
        return true;
    }

    @Override
    public boolean offerIdle(boolean idle) {
        while (taken < outputs.length) {
            if (!outputs[taken].offerIdle(idle)) {
                return false;
            }
            taken++;
        }
        taken = 0;
        return true;
    }

    @Override
    public boolean offerEnd() {
        while (taken < outputs.length) {
            if (!outputs[taken].offerEnd()) {
                return false;
            }
            taken++;
        }
        taken = 0;
        return true;
    }
}
