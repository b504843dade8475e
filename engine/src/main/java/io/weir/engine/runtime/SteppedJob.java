package io.weir.engine.runtime;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.state.StateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job without threads: whoever has it decides what does its next step, an instance of a fragment or the coordinator
 * of epochs, so that a whole run can be replayed. What runs is what runs in a {@link Job}.
 *
 * <p>A job that is dropped instead of {@link #close closed} is one whose process has died.
 */
public final class SteppedJob {
    private final List<FragmentInstance> instances = new ArrayList<>();
    private final EpochCoordinator coordinator;
    private final Optional<Restored> restored;
    private final List<Source> sources;
    private final List<Sink> sinks;
    private final JobMetrics metrics;

    /**
     * What is to be seen of an operator between two steps.
     *
     * @param id its name in snapshots
     * @param watermark how far event time has come
     * @param lateRows the rows that came too late since the start
     * @param tables its state
     */
    public record OperatorView(String id, int instance, long watermark, long lateRows, List<StateTable> tables) {}

    SteppedJob(Job job) {
        job.workers().forEach(worker -> instances.addAll(worker.instances()));
        coordinator = job.coordinator();
        restored = job.restored();
        sources = job.sources();
        sinks = job.sinks();
        metrics = job.metrics();
    }

    /** The number of instances of all fragments. */
    public int instanceCount() {
        return instances.size();
    }

    /** Opens all instances, restored if there is something to restore; before the first step. */
    public void open() {
        instances.forEach(instance -> instance.open(restored));
    }

    /** One step of an instance; the result is 0 if there was nothing to do or nothing could be done. */
    public int step(int instance) {
        return instances.get(instance).doWork();
    }

    /** True when an instance has worked off all its input, and contributed to the epoch that follows. */
    public boolean hasEnded(int instance) {
        return instances.get(instance).hasEnded();
    }

    /** The newest epoch that an instance has contributed to and left behind, 0 if there is none. */
    public long epoch(int instance) {
        return instances.get(instance).epoch();
    }

    /** True if no channel of an instance holds back more rows than it may. */
    public boolean isWithinLimits(int instance) {
        return instances.get(instance).isWithinLimits();
    }

    /** The operators of an instance, in the order of the data's way. */
    public List<OperatorView> operators(int instance) {
        return instances.get(instance).stages().stream().map(Stage::view).toList();
    }

    /** One step of the coordinator, which may publish and commit an epoch; 0 if there was nothing to do. */
    public int lead() {
        return coordinator.doWork();
    }

    /** One epoch more, and the job ends behind it. */
    public void stop() {
        coordinator.stop();
    }

    /** True when the last epoch is committed. */
    public boolean isDone() {
        return coordinator.isDone();
    }

    public JobMetrics metrics() {
        return metrics;
    }

    /** Closes everything as a job does when it ends or fails; an epoch that is not complete is given up. */
    public void close() {
        Closing closing = new Closing();
        if (!coordinator.isDone()) {
            closing.run(coordinator::abandon);
        }
        instances.forEach(instance -> closing.run(instance::close));
        sinks.forEach(sink -> closing.run(sink::close));
        sources.forEach(source -> closing.run(source::close));
        closing.run(coordinator::close);
        closing.finish();
        metrics.end();
    }
}
