package io.weir.testing.simulation;

import io.weir.engine.runtime.SteppedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process that runs the pipeline: the job and what it holds in memory. All that it does to the outside world goes
 * through {@link #attempt}, where it may fail, or die.
 */
final class SimulatedProcess {
    private final World world;
    private final int number;
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Map<String, Long> watermarks = new HashMap<>();
    private @Nullable SteppedJob job;
    private TransactionGroup transactions;
    private boolean isDead;
    private boolean isLeading;
    private boolean isNested;
    private @Nullable Throwable failure;
    /** Late rows before the epoch from which this process went on. */
    private long lateBefore;

    private long[] lateRows = new long[0];
    private long[] epochs = new long[0];
    private int parallelism;

    SimulatedProcess(World world, int number) {
        this.world = world;
        this.number = number;
        transactions = new TransactionGroup(world, this);
    }

    /** The effect of an operation on the outside world. */
    @FunctionalInterface
    interface Effect {
        void happen() throws Fault;
    }

    int number() {
        return number;
    }

    @Override
    public String toString() {
        return "p" + number;
    }

    TransactionGroup transactions() {
        return transactions;
    }

    boolean isDead() {
        return isDead;
    }

    void kill() {
        isDead = true;
    }

    void checkAlive() {
        if (isDead) {
            throw new SimulatedCrash(toString());
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    /**
     * Does something to the outside world, or dies, or fails: before or after it has happened.
     *
     * @param torn what the outside world may see instead if the process dies in the middle
     */
    void attempt(String what, Effect effect, Runnable torn) throws Fault {
        checkAlive();
        giveWay();
        checkAlive();
        Faults faults = world.faults();
        Dice dice = world.dice();
        boolean dies = dice.oneIn(faults.crashes());
        boolean fails = !dies && dice.oneIn(faults.failures());
        boolean happens = !dies && !fails || dice.either();
        if (happens) {
            effect.happen();
        } else if (dies && dice.either()) {
            torn.run();
        }
        if (dies) {
            world.log().add(this + " dies in " + what + (happens ? ", which has happened" : ""));
            isDead = true;
            throw new SimulatedCrash(what);
        }
        if (fails) {
            world.log().add(this + " fails in " + what + (happens ? ", which has happened" : ""));
            throw new Fault(what + " failed");
        }
        world.log().add(this + " " + what);
    }

    void attempt(String what, Effect effect) throws Fault {
        attempt(what, effect, () -> {});
    }

    /** While the coordinator waits for the outside world, the workers go on. */
    void giveWay() {
        SteppedJob running = job;
        if (!isLeading || isNested || running == null) {
            return;
        }
        isNested = true;
        try {
            for (int i = world.dice().below(12); i > 0 && !isDead && failure == null; i--) {
                step(running, world.dice().below(running.instanceCount()));
            }
        } finally {
            isNested = false;
        }
    }

    Deque<Runnable> background() {
        return background;
    }

    int parallelism() {
        return parallelism;
    }

    /** The job is opened, and goes on with so many late rows. */
    void run(SteppedJob opened, int ofParallelism, long late) {
        job = opened;
        parallelism = ofParallelism;
        lateBefore = late;
        lateRows = new long[opened.instanceCount()];
        epochs = new long[opened.instanceCount()];
        Arrays.fill(epochs, -1);
    }

    SteppedJob job() {
        SteppedJob running = job;
        if (running == null) {
            throw new IllegalStateException(this + " has no job");
        }
        return running;
    }

    boolean hasJob() {
        return job != null;
    }

    /** One step of an instance; a failure is kept, as it is by a job's worker. */
    void step(SteppedJob running, int instance) {
        try {
            int work = running.step(instance);
            if (work != 0) {
                look(running, instance);
            }
        } catch (SimulatedCrash e) {
            isDead = true;
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void look(SteppedJob running, int instance) {
        if (running.epoch(instance) > epochs[instance]) {
            epochs[instance] = running.epoch(instance);
            lateRows[instance] = late(running, instance);
        }
        for (SteppedJob.OperatorView operator : running.operators(instance)) {
            String id = operator.id() + "/" + operator.instance();
            long before = watermarks.getOrDefault(id, Long.MIN_VALUE);
            if (operator.watermark() < before) {
                throw new Violation(
                        "WatermarkNeverRegresses", this + " " + id + " from " + before + " to " + operator.watermark());
            }
            if (operator.watermark() > before && world.log().isPrinted()) {
                System.out.println(world.log().step() + " " + this + " " + id + " has come to " + operator.watermark());
            }
            watermarks.put(id, operator.watermark());
        }
        if (!running.isWithinLimits(instance)) {
            throw new Violation("EveryQueueWithinItsLimit", this + " instance " + instance);
        }
    }

    private static long late(SteppedJob running, int instance) {
        long late = 0;
        for (SteppedJob.OperatorView operator : running.operators(instance)) {
            late += operator.lateRows();
        }
        return late;
    }

    /** The rows that were late before an epoch, of all runs that led to it; to be called when it is published. */
    long lateRows(long epoch) {
        long late = lateBefore;
        for (int i = 0; i < lateRows.length; i++) {
            boolean isInBarrier = epochs[i] < epoch && !job().hasEnded(i);
            late += isInBarrier ? late(job(), i) : lateRows[i];
        }
        return late;
    }

    /** One step of the coordinator. */
    void lead() {
        isLeading = true;
        try {
            job().lead();
        } catch (SimulatedCrash e) {
            isDead = true;
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            isLeading = false;
        }
    }

    /** Ends what is under way in the background, as closing the store does. */
    void finishBackground() {
        List<Runnable> rest = new ArrayList<>(background);
        background.clear();
        rest.forEach(Runnable::run);
    }
}
