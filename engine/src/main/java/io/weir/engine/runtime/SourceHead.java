package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.operator.Output;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.Clock;
import io.weir.engine.time.DurationHistogram;
import io.weir.engine.time.SplitWatermarks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one instance of a source and, where the plan has pushed the watermark into the source, makes the watermarks of
 * its splits. Here barriers begin: between two batches, as soon as an epoch was asked for.
 */
final class SourceHead implements Head {
    /** What is offered next once the reader has no more. */
    private enum Phase {
        READING,
        FINAL_WATERMARK,
        END,
        ENDED
    }

    private final int nodeId;
    private final Source source;
    private final int instance;
    private final Output output;
    private final @Nullable SplitWatermarks watermarks;
    private final SourceLayout layout;
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final String id;
    private final EpochSignals signals;
    private final @Nullable SourceGate gate;
    private final WorkMeter meter;
    private final WorkMeter.Frame frame;
    private final ByteEstimate bytes = new ByteEstimate();

    private @Nullable SourceReader reader;
    private long epoch;
    private boolean isAtBarrier;
    private long barredNanos;
    private InstanceReport.@Nullable Positions positions;
    private @Nullable Batch unfinished;
    /** The last look has brought rows. */
    private boolean isReading;

    private boolean isUnassigned;
    private Phase phase = Phase.READING;
    private boolean stopped;
    private boolean endsEventTime = true;
    private long offeredWatermark = Batch.NO_WATERMARK;
    private boolean offeredIdle;
    private long wantedWatermark = Batch.NO_WATERMARK;
    private boolean wantedIdle;
    private boolean isFollowing;
    private final DurationHistogram ingest = new DurationHistogram();
    private volatile List<SplitProgress> splits = List.of();
    private volatile SourceProgress progress = new SourceProgress(0, 0, -1);

    /**
     * Makes the head.
     *
     * @param id the source's name in snapshots
     * @param gate cuts the source if its readers take turns
     */
    SourceHead(
            int nodeId,
            Source source,
            int instance,
            Output output,
            SourceLayout layout,
            @Nullable SplitWatermarks watermarks,
            String id,
            EpochSignals signals,
            @Nullable SourceGate gate,
            WorkMeter meter) {
        this.id = id;
        this.meter = meter;
        frame = meter.add(metrics, true);
        meter.addGauge(this::showSplits);
        this.signals = signals;
        this.gate = gate;
        this.nodeId = nodeId;
        this.source = source;
        this.instance = instance;
        this.output = output;
        this.layout = layout;
        this.watermarks = watermarks;
    }

    int nodeId() {
        return nodeId;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    SourceProgress progress() {
        return progress;
    }

    @Override
    public void open() {
        reader = source.createReader(instance);
    }

    @Override
    public Work work() {
        WorkMeter.Frame caller = meter.enter(frame);
        Work work = next();
        if (work == Work.UNFINISHED) {
            meter.refused(frame);
        }
        meter.leave(caller);
        return work;
    }

    private Work next() {
        SourceReader from = reader;
        if (from == null || phase == Phase.ENDED) {
            return Work.NONE;
        }
        if (phase != Phase.READING) {
            return finish() ? Work.SOME : Work.UNFINISHED;
        }
        if (isFollowing) {
            return follow() ? Work.SOME : Work.UNFINISHED;
        }
        Batch batch = unfinished;
        if (batch == null) {
            if (stopped) {
                if (gate != null) {
                    gate.finish(instance, from);
                }
                endsEventTime = false;
                phase = Phase.FINAL_WATERMARK;
                return Work.SOME;
            }
            if (signals.requestedEpoch() > epoch) {
                bar(from);
                return Work.SOME;
            }
            if (isWaiting()) {
                return Work.NONE;
            }
            batch = from.poll();
            if (isReading != (batch != null)) {
                isReading = batch != null;
                signals.reads(isReading);
            }
            if (batch == null) {
                return nothingRead(from);
            }
            showProgress(from);
            noteRead(from, batch.rowCount());
            batch = layout.arrange(batch);
            isUnassigned = true;
        }
        unfinished = batch;
        if (!offer(from, batch)) {
            return Work.UNFINISHED;
        }
        unfinished = null;
        metrics.addRowsOut(batch.rowCount());
        metrics.addBytesOut(bytes.of(batch));
        if (watermarks != null && !followWatermarks(watermarks)) {
            return Work.UNFINISHED;
        }
        return Work.SOME;
    }

    /** Begins to measure how long the batch takes. */
    private void noteRead(SourceReader from, int rows) {
        Clock clock = meter.clock();
        long recordMillis = from.recordMillis();
        long ingestNanos = Mark.UNKNOWN;
        if (recordMillis >= 0) {
            ingestNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, clock.currentTimeMillis() - recordMillis));
            ingest.add(ingestNanos, rows);
        }
        long nowNanos = clock.nanoTime();
        signals.read(nowNanos);
        meter.mark(new Mark(nowNanos, ingestNanos, 0));
    }

    private void showSplits() {
        if (reader != null) {
            splits = reader.splitProgress();
        }
    }

    List<SplitProgress> splits() {
        return splits;
    }

    DurationHistogram.Reading ingest() {
        return ingest.read();
    }

    private void showProgress(SourceReader from) {
        progress = from.progress();
        metrics.setBytesIn(progress.bytes());
    }

    private void bar(SourceReader from) {
        epoch = signals.requestedEpoch();
        barredNanos = meter.clock().nanoTime();
        isAtBarrier = true;
        notePositions(from);
        if (gate != null) {
            gate.arrive(instance, epoch, from);
        }
    }

    /** True if nothing may be read: behind a barrier that is aligned, or before all readers have come to it. */
    private boolean isWaiting() {
        return isAtBarrier && signals.isAligned() || gate != null && !gate.isOpen(epoch);
    }

    private void notePositions(SourceReader from) {
        Map<String, Long> splitWatermarks = new HashMap<>();
        long emitted = offeredWatermark;
        if (watermarks != null) {
            for (int split : from.splits()) {
                splitWatermarks.put(source.splitName(split), watermarks.watermark(split));
            }
        }
        positions = new InstanceReport.Positions(
                id, gate == null ? from.positions() : Map.of(), splitWatermarks, emitted, offeredIdle);
    }

    @Override
    public boolean isAtBarrier() {
        return isAtBarrier;
    }

    @Override
    public long barredNanos() {
        return barredNanos;
    }

    @Override
    public void passBarrier() {
        isAtBarrier = false;
    }

    @Override
    public void addPositions(List<InstanceReport.Positions> all) {
        if (positions != null) {
            all.add(positions);
        }
    }

    /** Being active again is said before the batch advances the watermark of all readers. */
    private boolean offer(SourceReader from, Batch batch) {
        if (offeredIdle) {
            if (!output.offerIdle(false)) {
                return false;
            }
            offeredIdle = false;
        }
        if (isUnassigned) {
            if (watermarks != null) {
                watermarks.assign(from.split(), batch);
            }
            isUnassigned = false;
        }
        return output.offer(batch);
    }

    private Work nothingRead(SourceReader from) {
        if (from.isFinished()) {
            showProgress(from);
            if (gate != null) {
                gate.finish(instance, from);
            }
            if (watermarks != null) {
                for (int split : from.splits()) {
                    watermarks.finish(split);
                }
            }
            phase = Phase.FINAL_WATERMARK;
            return Work.SOME;
        }
        if (watermarks != null) {
            for (int split : from.splits()) {
                if (from.isSplitFinished(split)) {
                    watermarks.finish(split);
                }
            }
            watermarks.onPause(from.splits());
            if (!followWatermarks(watermarks)) {
                return Work.UNFINISHED;
            }
        }
        return Work.NONE;
    }

    /** Passes on what the splits' common watermark is now; what could not be passed on is remembered as it was. */
    private boolean followWatermarks(SplitWatermarks from) {
        wantedIdle = from.isIdle();
        wantedWatermark = from.emitted();
        isFollowing = true;
        return follow();
    }

    private boolean follow() {
        if (wantedIdle != offeredIdle) {
            if (!output.offerIdle(wantedIdle)) {
                return false;
            }
            offeredIdle = wantedIdle;
        }
        if (wantedWatermark > offeredWatermark) {
            if (!output.offerWatermark(wantedWatermark)) {
                return false;
            }
            offeredWatermark = wantedWatermark;
            metrics.setWatermark(wantedWatermark);
        }
        isFollowing = false;
        return true;
    }

    private boolean finish() {
        if (phase == Phase.FINAL_WATERMARK) {
            if (endsEventTime && !output.offerWatermark(Long.MAX_VALUE)) {
                return false;
            }
            phase = Phase.END;
        }
        if (!output.offerEnd()) {
            return false;
        }
        phase = Phase.ENDED;
        if (reader != null) {
            notePositions(reader);
        }
        return true;
    }

    @Override
    public boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
