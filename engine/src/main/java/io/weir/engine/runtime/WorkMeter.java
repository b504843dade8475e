package io.weir.engine.runtime;

import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the time of a fragment instance goes: whoever is entered last has it, until it is left. The clock is
 * read once for each of these and for each step, so that what measuring costs is shared by the rows of a batch.
 *
 * <p><b>Between two steps</b> the time belongs to what the last one came to. Had somebody refused what was offered,
 * then all up to that one are backpressured; had there been nothing to do, all are idle; else the instance only waits
 * for its turn on the thread, which counts as nothing. A step that was refused at once, before anything moved, counts
 * as the time before it.
 */
final class WorkMeter {
    private static final long GAUGES_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** One that takes time: a source or an operator of the instance. */
    static final class Frame {
        private final OperatorMetrics metrics;
        private final boolean isSource;
        /** Ascends in the order of the data's way. */
        private final int place;

        private long pendingNanos;

        private Frame(OperatorMetrics metrics, boolean isSource, int place) {
            this.metrics = metrics;
            this.isSource = isSource;
            this.place = place;
        }
    }

    private enum Waiting {
        FOR_TURN,
        FOR_OUTPUT,
        FOR_INPUT
    }

    private final Clock clock;
    private final boolean isOn;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Runnable> gauges = new ArrayList<>();

    private @Nullable Frame current;
    /** Since when the current frame has the time. */
    private long lastNanos;

    private boolean hasBegun;
    private long beganNanos;
    private long endedNanos;
    private long gaugesNanos;
    private boolean hasMoved;
    /** What has led to all that is given out now. */
    private Mark mark = Mark.NONE;

    private @Nullable Frame refused;
    private Waiting waiting = Waiting.FOR_TURN;
    private int refusedPlace;

    WorkMeter(Clock clock) {
        this.clock = clock;
        isOn = Measuring.isOn();
    }

    /** Adds one that takes time; whoever stands behind others in the data's way is added before them. */
    Frame add(OperatorMetrics metrics, boolean isSource) {
        Frame frame = new Frame(metrics, isSource, -frames.size());
        frames.add(frame);
        return frame;
    }

    /** Has this called now and then, on the instance's thread, also while there is nothing to do. */
    void addGauge(Runnable gauge) {
        gauges.add(gauge);
    }

    /** A step begins. */
    void begin() {
        if (!isOn) {
            return;
        }
        long now = clock.nanoTime();
        if (hasBegun) {
            give(now - endedNanos);
        } else {
            gaugesNanos = now - GAUGES_NANOS;
        }
        hasBegun = true;
        beganNanos = now;
        lastNanos = now;
        current = null;
        hasMoved = false;
        refused = null;
    }

    /** The time goes to this one now; gives the one that had it, for {@link #leave}. */
    @Nullable
    Frame enter(Frame frame) {
        if (isOn) {
            spend();
        }
        Frame caller = current;
        current = frame;
        return caller;
    }

    /** The time goes to the caller again. */
    void leave(@Nullable Frame caller) {
        if (isOn) {
            spend();
        }
        current = caller;
    }

    private void spend() {
        long now = clock.nanoTime();
        if (current != null) {
            current.pendingNanos += now - lastNanos;
        }
        lastNanos = now;
    }

    /** Something was taken. */
    void moved() {
        hasMoved = true;
    }

    /** True if something was taken in this step. */
    boolean hasMoved() {
        return hasMoved;
    }

    void mark(Mark newMark) {
        mark = newMark;
    }

    Mark mark() {
        return mark;
    }

    /** When the clock was read last. */
    long lastNanos() {
        return lastNanos;
    }

    Clock clock() {
        return clock;
    }

    /** This one could not go on, because what comes behind it takes nothing; the first to say so counts. */
    void refused(Frame frame) {
        if (refused == null) {
            refused = frame;
        }
    }

    /** A step has ended, in which so much was done. */
    void end(int work) {
        if (!isOn) {
            return;
        }
        long now = clock.nanoTime();
        endedNanos = now;
        Frame stuck = refused;
        if (stuck != null) {
            waiting = Waiting.FOR_OUTPUT;
            refusedPlace = stuck.place;
        } else {
            waiting = work == 0 && !hasMoved ? Waiting.FOR_INPUT : Waiting.FOR_TURN;
        }
        boolean isInVain = stuck != null && !hasMoved;
        if (isInVain) {
            give(now - beganNanos);
        }
        for (Frame frame : frames) {
            settle(frame, isInVain, waiting == Waiting.FOR_INPUT);
        }
        if (now - gaugesNanos >= GAUGES_NANOS) {
            gaugesNanos = now;
            gauges.forEach(Runnable::run);
        }
    }

    private static void settle(Frame frame, boolean isInVain, boolean isIdle) {
        long nanos = frame.pendingNanos;
        frame.pendingNanos = 0;
        if (nanos == 0 || isInVain) {
            return;
        }
        if (isIdle && frame.isSource) {
            frame.metrics.addIdleNanos(nanos);
        } else {
            frame.metrics.addBusyNanos(nanos);
        }
    }

    /** Gives time in which nothing was done to whom it belongs. */
    private void give(long nanos) {
        if (waiting == Waiting.FOR_TURN) {
            return;
        }
        for (Frame frame : frames) {
            if (waiting == Waiting.FOR_OUTPUT && frame.place <= refusedPlace) {
                frame.metrics.addBackpressuredNanos(nanos);
            } else {
                frame.metrics.addIdleNanos(nanos);
            }
        }
    }
}
