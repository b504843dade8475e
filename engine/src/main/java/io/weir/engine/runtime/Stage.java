package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.epoch.ChunkWriter;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.operator.TransactionalSink;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operator instance in its place: it combines the watermarks of the operator's inputs, keeps the operator's
 * protocol towards it, and counts rows.
 *
 * <p>Every offer is taken only when the operator is done with it; until then the same offer is made again, which the
 * operator sees as the same call again.
 */
final class Stage implements OperatorContext {
    private static final long NO_TIMER = Long.MAX_VALUE;

    private final int nodeId;
    private final String id;
    private final Operator operator;
    private final Output output;
    private final Input[] inputs;
    private final int instance;
    private final int parallelism;
    private final int batchRowsMax;
    private final WorkMeter meter;
    private final WorkMeter.Frame frame;
    private final StateBackend stateBackend;
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final Optional<SinkLatency> latency;

    private long watermark = Batch.NO_WATERMARK;
    private boolean idle;
    private boolean completed;
    private boolean ended;
    private long timerMillis = NO_TIMER;
    private long firingMillis = NO_TIMER;

    private long restoredWatermark = Batch.NO_WATERMARK;

    /** @param id the operator's name in snapshots */
    Stage(
            int nodeId,
            String id,
            Operator operator,
            int inputCount,
            Output output,
            int instance,
            int parallelism,
            int batchRowsMax,
            WorkMeter meter,
            Optional<SinkLatency> latency,
            StateBackend stateBackend) {
        this.stateBackend = stateBackend;
        this.latency = latency.filter(unused -> operator instanceof TransactionalSink);
        this.nodeId = nodeId;
        this.id = id;
        this.operator = operator;
        this.output = new CountingOutput(output, metrics, meter);
        this.instance = instance;
        this.parallelism = parallelism;
        this.batchRowsMax = batchRowsMax;
        this.meter = meter;
        frame = meter.add(metrics, false);
        meter.addGauge(this::showState);
        inputs = new Input[inputCount];
        for (int i = 0; i < inputCount; i++) {
            inputs[i] = new Input(i);
        }
    }

    int nodeId() {
        return nodeId;
    }

    Output input(int index) {
        return inputs[index];
    }

    SteppedJob.OperatorView view() {
        return new SteppedJob.OperatorView(id, instance, watermark, metrics.lateRows(), operator.stateTables());
    }

    void open() {
        operator.open(this);
    }

    private void showState() {
        long entries = 0;
        for (StateTable table : operator.stateTables()) {
            entries += table.size();
        }
        metrics.setStateEntries(entries);
    }

    /** Whether a call of the operator is done; if not, and nothing came of it, the operator could not go on. */
    private boolean isDone(Progress progress) {
        if (progress == Progress.BLOCKED || progress == Progress.CALL_AGAIN && !meter.hasMoved()) {
            meter.refused(frame);
        }
        return progress == Progress.DONE;
    }

    /** As {@link #isDone}, for a step that is not one of the operator's. */
    private boolean isTaken(boolean taken) {
        if (!taken) {
            meter.refused(frame);
        }
        return taken;
    }

    void close() {
        operator.close();
    }

    /** Fires the timer if it is due; false if that has to be continued later. */
    boolean fireTimer(long nowMillis) {
        if (firingMillis == NO_TIMER) {
            if (timerMillis > nowMillis || completed) {
                return true;
            }
            firingMillis = timerMillis;
            timerMillis = NO_TIMER;
        }
        WorkMeter.Frame caller = meter.enter(frame);
        boolean isDone = isDone(operator.onTimer(firingMillis, output));
        meter.leave(caller);
        if (isDone) {
            firingMillis = NO_TIMER;
            latency.ifPresent(of -> of.flushed(meter.lastNanos()));
        }
        return isDone;
    }

    boolean isTimerDue(long nowMillis) {
        return firingMillis != NO_TIMER || (timerMillis <= nowMillis && !completed);
    }

    /** Tells the operator that input has paused; false if that has to be continued later. */
    boolean pause() {
        if (completed) {
            return true;
        }
        WorkMeter.Frame caller = meter.enter(frame);
        boolean isDone = isDone(operator.onInputPause(output));
        meter.leave(caller);
        if (isDone && latency.isPresent()) {
            latency.get().flushed(meter.lastNanos());
        }
        return isDone;
    }

    // ---- epochs
    // ------------------------------------------------------------------------------------------------------

    /** Tells the operator of a barrier; false if that has to be continued later. */
    boolean bar() {
        if (completed) {
            return true;
        }
        WorkMeter.Frame caller = meter.enter(frame);
        boolean isDone = isDone(operator.onBarrier(output));
        meter.leave(caller);
        return isDone;
    }

    /** What the operator has prepared, if it writes to the outside; false if that has to be continued later. */
    boolean prepare(long epoch, List<InstanceReport.Prepared> all) {
        if (!(operator instanceof TransactionalSink preparing)) {
            return true;
        }
        WorkMeter.Frame caller = meter.enter(frame);
        Optional<byte[]> prepared = preparing.prepare(epoch);
        meter.leave(caller);
        if (prepared.isPresent() && latency.isPresent()) {
            latency.get().prepared(epoch, meter.lastNanos());
        }
        prepared.filter(bytes -> bytes.length > 0).ifPresent(bytes -> all.add(new InstanceReport.Prepared(id, bytes)));
        return prepared.isPresent();
    }

    /** State will be saved: from the first row on, tables keep account of what changes in them. */
    void startTracking() {
        operator.stateTables().forEach(StateTable::startTracking);
    }

    /** Writes what has changed in the operator's tables. */
    InstanceReport.Saved save(EpochStore.Draft draft, ChunkWriter writer) {
        WorkMeter.Frame caller = meter.enter(frame);
        List<InstanceReport.Table> tables = new ArrayList<>();
        for (StateTable table : operator.stateTables()) {
            writer.begin(draft);
            table.startTracking();
            table.writeChanges(writer);
            tables.add(new InstanceReport.Table(table.name(), table.schema(), table.size(), writer.finish()));
        }
        meter.leave(caller);
        return new InstanceReport.Saved(id, instance, watermark, tables);
    }

    /** Reads the operator's tables, if the snapshot has some; to be called when it is open. */
    void restore(Restored restored) {
        Optional<Restored.OperatorTables> found = restored.operator(id, instance, parallelism);
        if (found.isEmpty()) {
            return;
        }
        restored.read(found.get(), operator);
        operator.onRestored();
        restoredWatermark = found.get().watermark();
    }

    /** Repeats the watermark of the snapshot, for operator and consumers; false if that has to be continued later. */
    boolean repeatWatermark() {
        if (restoredWatermark == Batch.NO_WATERMARK) {
            return true;
        }
        if (!isDone(operator.onWatermark(restoredWatermark, output))) {
            return false;
        }
        watermark = Math.max(watermark, restoredWatermark);
        metrics.setWatermark(watermark);
        restoredWatermark = Batch.NO_WATERMARK;
        return true;
    }

    // ---- what the operator is given
    // ----------------------------------------------------------------------------------

    @Override
    public int instance() {
        return instance;
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public int batchRowsMax() {
        return batchRowsMax;
    }

    @Override
    public Clock clock() {
        return meter.clock();
    }

    @Override
    public StateBackend stateBackend() {
        return stateBackend;
    }

    @Override
    public OperatorMetrics metrics() {
        return metrics;
    }

    @Override
    public void scheduleTimer(long timeMillis) {
        timerMillis = Math.min(timerMillis, timeMillis);
    }

    // ---- watermarks and the end
    // --------------------------------------------------------------------------------------

    private boolean advanceMeasured() {
        WorkMeter.Frame caller = meter.enter(frame);
        boolean isTaken = advance();
        if (isTaken) {
            meter.moved();
        }
        meter.leave(caller);
        return isTaken;
    }

    private boolean advance() {
        long least = Long.MAX_VALUE;
        boolean anyActive = false;
        boolean anyIdle = false;
        boolean anyOpen = false;
        for (Input input : inputs) {
            anyOpen |= !input.ended;
            // Behind the greatest watermark comes only the end, so it says nothing about those that are idle.
            anyActive |= !input.ended && !input.idle && input.watermark != Long.MAX_VALUE;
            anyIdle |= !input.ended && input.idle;
            // An input that was stopped ends without the greatest watermark: event time must not go on without it.
            if (input.ended || !input.idle) {
                least = Math.min(least, input.watermark);
            }
        }
        if (anyIdle && !anyActive) {
            return becomeIdle(true);
        }
        if (least > watermark) {
            long waited = metrics.windowWaits().close(least, meter.lastNanos());
            if (waited > 0) {
                meter.mark(meter.mark().withWait(waited));
            }
            if (!isDone(operator.onWatermark(least, output))) {
                return false;
            }
            watermark = least;
            metrics.setWatermark(least);
        }
        return !anyOpen || becomeIdle(false);
    }

    private boolean becomeIdle(boolean nowIdle) {
        if (idle != nowIdle) {
            if (nowIdle && !isDone(operator.onIdle(output))) {
                return false;
            }
            if (!isTaken(output.offerIdle(nowIdle))) {
                return false;
            }
            idle = nowIdle;
        }
        return true;
    }

    private boolean end() {
        for (Input input : inputs) {
            if (!input.ended) {
                return advance();
            }
        }
        if (!completed) {
            if (!advance() || !isDone(operator.complete(output))) {
                return false;
            }
            completed = true;
        }
        if (!ended) {
            ended = isTaken(output.offerEnd());
        }
        return ended;
    }

    /** One input of the operator, as the output of whoever feeds it. */
    private final class Input implements Output {
        private final int index;
        private long watermark = Batch.NO_WATERMARK;
        private boolean idle;
        private boolean ended;
        private final ByteEstimate bytes = new ByteEstimate();

        Input(int index) {
            this.index = index;
        }

        @Override
        public boolean offer(Batch batch) {
            WorkMeter.Frame caller = meter.enter(frame);
            boolean isDone = isDone(operator.process(index, batch, output));
            if (isDone) {
                metrics.addRowsIn(batch.rowCount());
                metrics.addBytesIn(bytes.of(batch));
                meter.moved();
            }
            meter.leave(caller);
            if (isDone && latency.isPresent()) {
                latency.get().written(meter.mark(), batch.rowCount(), meter.lastNanos());
            }
            return isDone;
        }

        @Override
        public boolean offerWatermark(long millis) {
            watermark = Math.max(watermark, millis);
            return advanceMeasured();
        }

        @Override
        public boolean offerIdle(boolean nowIdle) {
            idle = nowIdle;
            return advanceMeasured();
        }

        @Override
        public boolean offerEnd() {
            ended = true;
            WorkMeter.Frame caller = meter.enter(frame);
            boolean isTaken = end();
            meter.leave(caller);
            return isTaken;
        }
    }
}
