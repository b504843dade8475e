package io.weir.server.pipeline;

import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.time.Clock;
import io.weir.flink.PlanCache;
import io.weir.library.run.JobRunner;
import io.weir.library.run.PlanCacheFolder;
import io.weir.library.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pipelines of a server: one for each {@code .sql} file, started when the file appears, changed when it changes,
 * stopped when it goes. Each is on its own: what is wrong with one does not touch the others.
 */
public final class Pipelines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipelines.class);
    private static final long LOOK_MILLIS = 500;
    private static final long END_SECONDS = 15;

    private final PipelineFiles files;
    private final PipelineRunner runner;
    private final Clock clock;
    private final Map<String, ServedPipeline> pipelines = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService watcher;
    /** Why the files cannot be looked at, so that it is said once. */
    private String complaint = "";

    /**
     * What pipelines are run with.
     *
     * @param paths folders with {@code .sql} files, and such files
     * @param run which engine, and how
     * @param configuration options as SET would give them
     * @param state the folder, or {@code s3://bucket/prefix}, below which pipelines keep their epochs; empty for what
     *     {@code execution.checkpointing.dir} says, or {@code .weir}
     * @param sources connectors of the server's own
     * @param sinks connectors of the server's own
     */
    public record Setup(
            List<Path> paths,
            RunOptions run,
            Map<String, String> configuration,
            Optional<String> state,
            List<SourceFactory> sources,
            List<SinkFactory> sinks) {}

    /**
     * Starts all pipelines; they are planned and started beside what the caller does next.
     *
     * @throws io.weir.plan.WeirException if a path is not there, or two files have the same name
     */
    public Pipelines(Setup setup) {
        clock = setup.run().clock();
        files = new PipelineFiles(setup.paths());
        runner = new PipelineRunner(
                new JobRunner(setup.run(), setup.sources(), setup.sinks()),
                new PlanCache(PlanCacheFolder.ofUser()),
                setup.configuration(),
                setup.state());
        // A file counts when it is found twice as it is.
        files.look();
        take();
        watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "weir-pipelines");
            made.setDaemon(true);
            return made;
        });
        ScheduledFuture<?> unused =
                watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Another look follows; a watcher that throws would never look again. */
    private void look() {
        try {
            take();
            complaint = "";
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(complaint)) {
                LOG.warn("The pipelines' files cannot be looked at: {}", why);
            }
            complaint = why;
        }
        try {
            pipelines.values().forEach(ServedPipeline::look);
        } catch (RuntimeException e) {
            LOG.warn("The pipelines cannot be looked at: {}", e.toString(), e);
        }
    }

    private void take() {
        for (SqlFile file : files.look()) {
            ServedPipeline known = pipelines.get(file.name());
            if (known == null) {
                LOG.info("Pipeline {} is in {}", file.name(), file.path());
                pipelines.put(file.name(), new ServedPipeline(file, runner, clock));
            } else {
                known.change(file);
            }
        }
        Set<String> names = files.names();
        pipelines.values().removeIf(pipeline -> {
            boolean isGone = !names.contains(pipeline.name());
            if (isGone) {
                LOG.info("Pipeline {} ends: its file is gone", pipeline.name());
                pipeline.shutDown();
            }
            return isGone;
        });
    }

    /** All pipelines, by name. */
    public List<ServedPipeline> all() {
        return List.copyOf(pipelines.values());
    }

    /** The pipeline of a name. */
    public Optional<ServedPipeline> find(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    /** Stops all pipelines, each behind a last epoch, and waits for them. */
    @Override
    public void close() {
        watcher.shutdownNow();
        List<ServedPipeline> last = all();
        last.forEach(ServedPipeline::shutDown);
        try {
            for (ServedPipeline pipeline : last) {
                pipeline.awaitEnd(END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
