package io.weir.connector.flink;

import io.weir.engine.spi.SinkRequest;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.runtime.typeutils.InternalSerializers;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.function.ThrowingRunnable;

/** What a writer is given. Its mails and timers run on the thread of its instance, between batches. */
final class WriterContext implements WriterInitContext, MailboxExecutor, ProcessingTimeService, AutoCloseable {
    private static final long YIELD_NANOS = 100_000;

    private final SinkRequest request;
    private final RunInfo info;
    private final OptionalLong restoredEpoch;
    private final ClassLoader classLoader;
    private final SinkWriterMetricGroup metrics = UnregisteredMetricsGroup.createSinkWriterMetricGroup();
    private final Queue<ThrowingRunnable<? extends Exception>> mails = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "weir-sink-timer");
        daemon.setDaemon(true);
        return daemon;
    });

    WriterContext(SinkRequest request, int instance, OptionalLong restoredEpoch, ClassLoader classLoader) {
        this.restoredEpoch = restoredEpoch;
        this.request = request;
        this.classLoader = classLoader;
        this.info = new RunInfo(request.table(), instance, request.parallelism());
    }

    /** Runs what others have asked for, on this thread. */
    void runMails() throws Exception {
        ThrowingRunnable<? extends Exception> mail = mails.poll();
        while (mail != null) {
            mail.run();
            mail = mails.poll();
        }
    }

    @Override
    public void execute(
            MailOptions options,
            ThrowingRunnable<? extends Exception> command,
            String description,
            Object... arguments) {
        mails.add(command);
    }

    @Override
    public void yield() throws InterruptedException {
        while (!tryYield()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(YIELD_NANOS);
        }
    }

    @Override
    public boolean tryYield() {
        ThrowingRunnable<? extends Exception> mail = mails.poll();
        if (mail == null) {
            return false;
        }
        try {
            mail.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    @Override
    public boolean shouldInterrupt() {
        return false;
    }

    @Override
    public long getCurrentProcessingTime() {
        return request.clock().currentTimeMillis();
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        long delay = Math.max(0, timestamp - getCurrentProcessingTime());
        return timers.schedule(() -> mails.add(() -> target.onProcessingTime(timestamp)), delay, TimeUnit.MILLISECONDS);
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(classLoader);
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
        return this;
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return this;
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
        return metrics;
    }

    @Override
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
        return new SerializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return metrics;
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return WriterContext.this.getUserCodeClassLoader();
            }
        };
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeSerializer<T> createInputSerializer() {
        return (TypeSerializer<T>) InternalSerializers.create(request.type());
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return restoredEpoch;
    }

    @Override
    public JobInfo getJobInfo() {
        return info;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return info;
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
