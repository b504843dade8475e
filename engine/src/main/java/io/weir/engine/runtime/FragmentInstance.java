package io.weir.engine.runtime;

import io.weir.engine.epoch.ChunkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a fragment: heads that give input, stages that it runs through, and the channel ends it leaves by.
 * Driven by one thread, step by step.
 *
 * <p><b>Barriers.</b> When the barrier of an epoch has come on all heads, the stages are told in the order of the
 * data's way, which may give out rows; then sinks prepare, tables are written, and the barrier goes on into the
 * channels. An instance whose input has ended does the same, once more and for the last time, for the next epoch that
 * is asked for.
 */
final class FragmentInstance {
    private final List<Head> heads;
    private final List<Stage> stages;
    private final List<ChannelOutput> outputs;
    private final WorkMeter meter;
    private int nextHead;
    private @Nullable Head unfinishedHead;
    private @Nullable Stage unfinishedTimer;
    private int pausing = -1;
    private boolean hasNewsSincePause;
    private boolean ended;

    private final EpochSignals signals;
    private final ChunkWriter writer = new ChunkWriter();
    private List<InstanceReport.Prepared> prepared = new ArrayList<>();
    /** The newest epoch to which this instance has contributed. */
    private long epoch;

    private boolean isBarred;
    private @Nullable EpochRequest barrier;
    private int barredStages;
    private int preparedStages;
    private boolean isReported;
    private boolean isDone;
    private int repeatedStages;

    /** The stages are in the order of the data's way. */
    FragmentInstance(
            List<Head> heads, List<Stage> stages, List<ChannelOutput> outputs, WorkMeter meter, EpochSignals signals) {
        this.heads = heads;
        this.stages = stages;
        this.outputs = outputs;
        this.meter = meter;
        this.signals = signals;
    }

    void open(Optional<Restored> restored) {
        for (Stage stage : stages) {
            stage.open();
        }
        restored.ifPresent(from -> stages.forEach(stage -> stage.restore(from)));
        if (signals.isSaved()) {
            stages.forEach(Stage::startTracking);
        }
        for (Head head : heads) {
            head.open();
        }
    }

    /** True when all input has been worked off, and the epoch that follows has been contributed to. */
    boolean hasEnded() {
        return isDone;
    }

    long epoch() {
        return epoch;
    }

    List<Stage> stages() {
        return stages;
    }

    boolean isWithinLimits() {
        return outputs.stream().allMatch(ChannelOutput::isWithinLimits);
    }

    void stop() {
        for (Head head : heads) {
            head.stop();
        }
    }

    /** Does one step; the result is 0 if there was nothing to do or nothing could be done. */
    int doWork() {
        if (isDone) {
            return 0;
        }
        meter.begin();
        int work = step();
        meter.end(work);
        return work;
    }

    private int step() {
        if (isBarred) {
            return passBarrier();
        }
        if (ended) {
            isBarred = !isDone && signals.requestedEpoch() > epoch;
            return isBarred ? 1 : 0;
        }
        if (repeatedStages < stages.size()) {
            return repeatWatermarks();
        }
        if (unfinishedHead != null) {
            return step(unfinishedHead);
        }
        if (pausing >= 0) {
            return pause();
        }
        if (unfinishedTimer != null || !stages.isEmpty()) {
            int fired = fireTimers();
            if (fired >= 0) {
                return fired;
            }
        }
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(nextHead);
            nextHead = nextHead + 1 == heads.size() ? 0 : nextHead + 1;
            int done = step(head);
            if (done != 0 || unfinishedHead != null) {
                return done;
            }
        }
        if (isAtBarrier()) {
            isBarred = true;
            return 1;
        }
        checkEnd();
        if (hasNewsSincePause && !ended) {
            pausing = 0;
            return pause();
        }
        return 0;
    }

    private int step(Head head) {
        Head.Work work = head.work();
        unfinishedHead = work == Head.Work.UNFINISHED ? head : null;
        if (work == Head.Work.SOME) {
            hasNewsSincePause = true;
            isBarred = isAtBarrier();
            return 1;
        }
        return 0;
    }

    /** After a restore the watermarks of the snapshot come first. */
    private int repeatWatermarks() {
        while (repeatedStages < stages.size()) {
            if (!stages.get(repeatedStages).repeatWatermark()) {
                return 0;
            }
            repeatedStages++;
        }
        return 1;
    }

    private boolean isAtBarrier() {
        boolean isAny = false;
        for (Head head : heads) {
            if (!head.isAtBarrier() && !head.hasEnded()) {
                return false;
            }
            isAny |= head.isAtBarrier();
        }
        return isAny;
    }

    /** Goes on with a barrier where it could not go on before. */
    private int passBarrier() {
        EpochRequest request = barrier == null ? signals.requested() : barrier;
        if (barrier == null && !ended) {
            noteAlignment();
        }
        barrier = request;
        if (!isReported) {
            long beganNanos = meter.clock().nanoTime();
            while (barredStages < stages.size()) {
                if (!stages.get(barredStages).bar()) {
                    return 0;
                }
                barredStages++;
            }
            while (preparedStages < stages.size()) {
                if (!stages.get(preparedStages).prepare(request.epoch(), prepared)) {
                    return 0;
                }
                preparedStages++;
            }
            report(request);
            isReported = true;
            signals.paused(meter.clock().nanoTime() - beganNanos);
        }
        if (!ended) {
            for (ChannelOutput output : outputs) {
                if (!output.passBarrier(request.epoch())) {
                    return 0;
                }
            }
        }
        heads.forEach(Head::passBarrier);
        epoch = request.epoch();
        // Behind the last barrier not even what waits for a pause or a timer may come out.
        isDone = ended || request.isLast();
        isBarred = false;
        barrier = null;
        isReported = false;
        barredStages = 0;
        preparedStages = 0;
        return 1;
    }

    private void noteAlignment() {
        long now = meter.clock().nanoTime();
        for (Head head : heads) {
            if (head.isAtBarrier()) {
                signals.aligned(now - head.barredNanos());
            }
        }
    }

    private void report(EpochRequest request) {
        List<InstanceReport.Saved> saved = new ArrayList<>();
        request.draft().ifPresent(draft -> {
            for (Stage stage : stages) {
                saved.add(stage.save(draft, writer));
            }
        });
        List<InstanceReport.Positions> positions = new ArrayList<>();
        heads.forEach(head -> head.addPositions(positions));
        signals.report(new InstanceReport(request.epoch(), ended, saved, prepared, positions));
        prepared = new ArrayList<>();
    }

    /** Fires what is due; the result is negative when nothing is. */
    private int fireTimers() {
        long now = meter.clock().currentTimeMillis();
        if (unfinishedTimer != null) {
            if (!unfinishedTimer.fireTimer(now)) {
                return 0;
            }
            unfinishedTimer = null;
            return 1;
        }
        for (Stage stage : stages) {
            if (stage.isTimerDue(now)) {
                hasNewsSincePause = true;
                meter.mark(Mark.NONE);
                if (!stage.fireTimer(now)) {
                    unfinishedTimer = stage;
                    return 0;
                }
                return 1;
            }
        }
        return -1;
    }

    /** Lets each stage, then each output, give out what it holds back; goes on where it could not. */
    private int pause() {
        while (pausing < stages.size()) {
            if (!stages.get(pausing).pause()) {
                return 0;
            }
            pausing++;
        }
        for (ChannelOutput output : outputs) {
            if (!output.flush()) {
                return 0;
            }
        }
        pausing = -1;
        hasNewsSincePause = false;
        return 0;
    }

    private void checkEnd() {
        for (Head head : heads) {
            if (!head.hasEnded()) {
                return;
            }
        }
        if (!ended) {
            ended = true;
            signals.instanceEnded();
        }
    }

    /** Closes everything; the first failure is thrown, the others are attached to it. */
    void close() {
        Closing closing = new Closing();
        for (Head head : heads) {
            closing.run(head::close);
        }
        for (Stage stage : stages) {
            closing.run(stage::close);
        }
        closing.finish();
    }
}
