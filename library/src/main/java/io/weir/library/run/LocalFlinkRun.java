package io.weir.library.run;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.flink.FlinkRun;
import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** A job on Flink, inside this process. The rows of a SELECT go to the same consumer as those of the native engine. */
final class LocalFlinkRun implements JobRun {
    private static final Duration POLL = Duration.ofMillis(100);

    private final FlinkRun run;
    private final Optional<String> reason;
    private final Optional<Results> results;
    private final Clock clock;
    private final long startNanos;
    private volatile boolean stopRequested;

    private LocalFlinkRun(FlinkRun run, Optional<String> reason, Optional<Results> results, Clock clock) {
        this.run = run;
        this.reason = reason;
        this.results = results;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    static LocalFlinkRun start(
            PlannedStatement.Job planned, PipelineOptions options, Optional<String> reason, ResultConsumer consumer) {
        if (planned instanceof PlannedStatement.SelectJob select) {
            Results results = new Results(select, options, consumer);
            FlinkRun run = LocalFlink.start(planned, options.parallelism(), results::accept);
            return new LocalFlinkRun(run, reason, Optional.of(results), options.clock());
        }
        return new LocalFlinkRun(
                LocalFlink.start(planned, options.parallelism()), reason, Optional.empty(), options.clock());
    }

    /**
     * Turns Flink's rows into batches for the consumer, one row at a time, so that a row is shown as soon as it is
     * there.
     */
    private static final class Results {
        private final ResultConsumer consumer;
        private final RowDataAppender appender;
        private final Batch batch;
        private final AtomicLong rows = new AtomicLong();

        Results(PlannedStatement.SelectJob select, PipelineOptions options, ResultConsumer consumer) {
            this.consumer = consumer;
            RowType type = new RowType(select.columns().stream()
                    .map(column -> new RowType.RowField(column.name(), column.type()))
                    .toList());
            appender = new RowDataAppender(type);
            batch = Columns.batch(type, 1);
            ConnectorRegistry formats = ConnectorRegistry.discover(LocalFlinkRun.class.getClassLoader());
            consumer.open(new SinkRequest(
                    "result",
                    java.util.Map.of(),
                    type,
                    List.of(),
                    new int[0],
                    List.of(),
                    select.isInsertOnly(),
                    1,
                    options.configuration(),
                    options.localTimeZone(),
                    options.clock(),
                    formats::encoder));
        }

        void accept(RowData row) {
            batch.reset();
            appender.append(row, batch);
            consumer.accept(batch);
            consumer.flush();
            rows.incrementAndGet();
        }
    }

    @Override
    public String engine() {
        return "Flink";
    }

    @Override
    public Optional<String> reason() {
        return reason;
    }

    @Override
    public void await() throws InterruptedException {
        try {
            while (!run.await(POLL)) {
                if (stopRequested) {
                    run.cancel();
                    break;
                }
            }
            results.ifPresent(open -> open.consumer.finish());
        } finally {
            results.ifPresent(open -> open.consumer.close());
        }
    }

    @Override
    public boolean hasEnded() {
        return run.isDone();
    }

    @Override
    public void stop() {
        stopRequested = true;
    }

    @Override
    public RunStatus status() {
        return RunStatus.ofTime(
                clock.nanoTime() - startNanos,
                results.map(open -> open.rows.get()).orElse(-1L));
    }

    @Override
    public void close() {
        run.close();
    }
}
