package io.weir.testing.simulation;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.StorageEpochStore;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.pipeline.NativePipeline;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.pipeline.PipelineState;
import io.weir.engine.runtime.SteppedJob;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One pipeline from its first row to its last, through all that a seed does to it. */
final class SimulationRun {
    private static final int STEPS_MAX = 400_000;
    private static final int HOSTILE_STEPS_MAX = 6000;
    private static final int ZOMBIE_STEPS_MAX = 300;
    private static final long CALM_INTERVAL_MILLIS = 2000;

    private final SimulatedPipeline pipeline;
    private final Dice dice;
    private final EventLog log;
    private final World world;
    private final int hostileSteps;
    private final int keptEpochs;

    private int processes;
    private int crashes;
    private @Nullable SimulatedProcess current;
    private @Nullable SimulatedProcess zombie;
    private int zombieSteps;
    private long checkedEpoch;

    /**
     * What came of a run that found nothing.
     *
     * @param digest the same for each run of the seed
     */
    record Outcome(long epochs, int processes, int crashes, long steps, long digest) {}

    SimulationRun(List<SimulatedPipeline> pipelines, long seed, EventLog log, Mutation mutation) {
        dice = new Dice(seed);
        this.log = log;
        pipeline = dice.pick(pipelines);
        world = new World(pipeline, dice, log, mutation);
        hostileSteps = 500 + dice.below(HOSTILE_STEPS_MAX);
        keptEpochs = 2 + dice.below(2);
    }

    SimulatedPipeline pipeline() {
        return pipeline;
    }

    Outcome run() {
        log.add(pipeline + ", " + world.faults());
        while (true) {
            log.nextStep();
            if (log.step() > STEPS_MAX) {
                throw new Violation("ItComesToAnEnd", "not after " + STEPS_MAX + " steps");
            }
            if (log.step() == hostileSteps) {
                log.add("calm");
                world.drain();
            }
            SimulatedProcess process = current;
            if (process == null) {
                start();
            } else if (step(process)) {
                return new Outcome(checkedEpoch, processes, crashes, log.step(), log.digest());
            }
        }
    }

    /** True if all is done. */
    private boolean step(SimulatedProcess process) {
        Faults faults = world.faults();
        stepZombie();
        if (current != process) {
            return false;
        }
        if (dice.oneIn(faults.jumps())) {
            world.clock().advance(dice.below(20_000));
        }
        if (dice.oneIn(3)) {
            world.clock().advance(dice.below(world.isDraining() ? 60 : 30));
        }
        if (dice.oneIn(faults.losses()) && !world.broker().open().isEmpty()) {
            String id = dice.pick(world.broker().open());
            log.add("the broker gives up " + id);
            world.broker().abort(id);
        }
        if (dice.oneIn(faults.deaths())) {
            log.add(process + " dies between two steps");
            process.kill();
        } else if (dice.oneIn(faults.stops())) {
            log.add(process + " is to stop");
            process.job().stop();
        } else if (dice.oneIn(12)) {
            process.lead();
        } else if (dice.oneIn(30) && !process.background().isEmpty()) {
            runBackground(process);
        } else {
            process.step(process.job(), dice.below(process.job().instanceCount()));
        }
        return look(process);
    }

    private void runBackground(SimulatedProcess process) {
        try {
            process.background().remove().run();
        } catch (SimulatedCrash e) {
            process.kill();
        }
    }

    /** Looks what has become of the process after a step; true if all is done. */
    private boolean look(SimulatedProcess process) {
        if (process.isDead()) {
            crash();
            return false;
        }
        long committed = process.job().metrics().epochs().lastEpoch();
        if (committed > checkedEpoch) {
            boolean isEnd = process.job().isDone()
                    && world.published(committed).orElseThrow().isFinal();
            log.add(process + " has committed epoch " + committed + (isEnd ? ", the last" : ""));
            checkedEpoch = committed;
            world.checkVisible(committed, isEnd);
            if (isEnd) {
                return true;
            }
        }
        Throwable failure = process.failure();
        if (failure != null) {
            checkExpected(process, failure);
            log.add(process + " has failed: " + failure.getMessage());
            close(process);
        } else if (process.job().isDone()) {
            log.add(process + " has stopped");
            close(process);
        }
        return false;
    }

    private static void checkExpected(SimulatedProcess process, Throwable failure) {
        boolean isTimeout = failure instanceof WeirException e && e.code() == ErrorCode.EPOCH_FAILED;
        if (!Fault.isBehind(failure) && !isTimeout) {
            throw new Violation("NoFailureOfItsOwn", process + ": " + failure, failure);
        }
    }

    /** The process is gone; perhaps its machine, too, or it goes on for a while and does not know that it is dead. */
    private void crash() {
        crashes++;
        current = null;
        world.folder().crash();
        world.storage().release();
        if (zombie == null && dice.either()) {
            world.storage().loseUnsynced();
        }
        long newest = world.storage().newestEpoch();
        if (dice.oneIn(world.faults().flips()) && newest > 0 && !world.isShown(newest)) {
            world.storage().flip(newest, dice);
        }
    }

    /** As a job does that has ended, or failed while its process goes on. */
    private void close(SimulatedProcess process) {
        current = null;
        try {
            process.job().close();
        } catch (SimulatedCrash e) {
            crash();
        } catch (RuntimeException e) {
            checkExpected(process, e);
        }
        process.kill();
    }

    private void stepZombie() {
        SimulatedProcess old = zombie;
        if (old != null && dice.oneIn(2)) {
            if (old.isDead() || old.failure() != null || old.job().isDone() || zombieSteps-- <= 0) {
                old.kill();
                zombie = null;
            } else if (dice.oneIn(5)) {
                old.lead();
            } else {
                old.step(old.job(), dice.below(old.job().instanceCount()));
            }
        }
        SimulatedProcess process = current;
        if (process != null && zombie == null && dice.oneIn(world.faults().zombies())) {
            log.add(process + " is taken for dead");
            zombie = process;
            zombieSteps = dice.below(ZOMBIE_STEPS_MAX);
            world.storage().release();
            start();
        }
    }

    private void start() {
        SimulatedProcess process = new SimulatedProcess(world, ++processes);
        current = null;
        int parallelism = 1 + dice.below(4);
        int batchRowsMax = dice.pick(List.of(1, 2, 3, 7, 64));
        int channelCapacity = dice.pick(List.of(2, 4, 16));
        log.add(process + " starts with parallelism " + parallelism + ", batches of " + batchRowsMax);
        PipelineOptions options = new PipelineOptions(configuration(), parallelism, batchRowsMax, world.clock());
        NativePipeline runnable = new NativePipeline(pipeline.plan(), world.connectors(process), options);
        SteppedJob job;
        try {
            job = runnable.step(
                    new PipelineState("simulated", true, false, () -> store(process)),
                    channelCapacity,
                    process::giveWay);
            long restored = job.metrics().epochs().restoredEpoch();
            process.run(job, parallelism, world.lateRows(restored));
            job.open();
            world.takeOver(process);
            checkedEpoch = restored;
            log.add(process + " goes on from epoch " + restored);
            world.checkVisible(restored, false);
            current = process;
        } catch (SimulatedCrash e) {
            process.kill();
            crash();
        } catch (RuntimeException e) {
            checkExpected(process, e);
            log.add(process + " could not start: " + e.getMessage());
            process.kill();
        }
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(pipeline.configuration());
        configuration.put(
                "execution.checkpointing.interval",
                world.isDraining() ? CALM_INTERVAL_MILLIS + " ms" : dice.pick(List.of("50 ms", "300 ms", "1 s")));
        configuration.put(
                "execution.checkpointing.timeout", world.isDraining() ? "10 min" : dice.pick(List.of("5 s", "10 min")));
        configuration.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
        if (world.mutation() == Mutation.UNALIGNED) {
            configuration.put("execution.checkpointing.mode", "AT_LEAST_ONCE");
        }
        return configuration;
    }

    private EpochStore store(SimulatedProcess process) {
        EpochStorage storage = world.storage().connect(process);
        try {
            storage.lock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EpochStore store = new StorageEpochStore(
                storage, keptEpochs, process.background()::add, () -> finishBackground(process), process.toString());
        return world.mutation() == Mutation.ENTRY_LOST ? new LosingStore(store) : store;
    }

    private static void finishBackground(SimulatedProcess process) {
        process.finishBackground();
    }

    /** The process at work, if there is one; for whoever asks after a violation. */
    Optional<SimulatedProcess> current() {
        return Optional.ofNullable(current);
    }
}
