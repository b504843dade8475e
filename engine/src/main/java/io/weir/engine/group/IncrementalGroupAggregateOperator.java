package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.StateTable;
import java.util.List;

/**
 * The middle of a GROUP BY whose DISTINCT is split into buckets: the second phase by key and bucket, and the first
 * phase by key alone over its changes.
 *
 * <p><b>Input.</b> What a {@link LocalGroupAggregateOperator} by key and bucket sends. <b>Output.</b>
 * {@link GroupTransport} of the groups by key.
 *
 * <p><b>Watermark.</b> Passed on.
 *
 * <p><b>State.</b> The groups by key and bucket, with their distinct values.
 */
public final class IncrementalGroupAggregateOperator implements Operator {
    private final GroupAggregateOperator buckets;
    private final LocalGroupAggregateOperator groups;
    private final Between between = new Between();

    /**
     * Makes the operator.
     *
     * @param buckets the second phase by key and bucket
     * @param groups the first phase by key
     */
    public IncrementalGroupAggregateOperator(GroupAggregateOperator buckets, LocalGroupAggregateOperator groups) {
        this.buckets = buckets;
        this.groups = groups;
    }

    /** Hands the changes of the buckets to the groups; what they cannot take is offered again. */
    private final class Between implements Output {
        private Output output = this;

        Between to(Output next) {
            output = next;
            return this;
        }

        @Override
        public boolean offer(Batch batch) {
            return groups.process(0, batch, output) == Progress.DONE;
        }

        @Override
        public boolean offerWatermark(long watermark) {
            return groups.onWatermark(watermark, output) == Progress.DONE;
        }

        @Override
        public boolean offerIdle(boolean idle) {
            return output.offerIdle(idle);
        }

        @Override
        public boolean offerEnd() {
            return output.offerEnd();
        }
    }

    @Override
    public void open(OperatorContext context) {
        buckets.open(context);
        groups.open(context);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        return buckets.process(input, batch, between.to(output));
    }

    @Override
    public Progress onWatermark(long watermark, Output output) {
        return buckets.onWatermark(watermark, between.to(output));
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        Progress progress = buckets.onTimer(timeMillis, between.to(output));
        return progress == Progress.DONE ? groups.onTimer(timeMillis, output) : progress;
    }

    @Override
    public Progress complete(Output output) {
        Progress progress = buckets.complete(between.to(output));
        return progress == Progress.DONE ? groups.complete(output) : progress;
    }

    @Override
    public Progress onBarrier(Output output) {
        Progress progress = buckets.onBarrier(between.to(output));
        return progress == Progress.DONE ? groups.onBarrier(output) : progress;
    }

    @Override
    public List<StateTable> stateTables() {
        return buckets.stateTables();
    }

    @Override
    public void onRestored() {
        buckets.onRestored();
    }
}
