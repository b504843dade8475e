package io.weir.library.compare;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.time.EventTimes;
import io.weir.engine.type.RowDataConverter;
import io.weir.flink.PlannedStatement;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.slice.SlicedPlan;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.SourceAbility;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/**
 * Takes slices: runs a scan alone, natively if that can be, and writes its rows down.
 *
 * <p>Rows of Kafka's partitions are put into one order, by the watermark that each row brings its own partition, so
 * that exactly those rows are late that are late in their own partition; see {@link PartitionedRows}.
 */
final class SliceTaker {
    private static final long POLL_MILLIS = 20;
    private static final String PARTITION = "partition";
    private static final String TOPIC = "topic";

    private final Path folder;
    private final long rowsMax;
    private final Duration timeMax;

    /**
     * Prepares.
     *
     * @param folder where the slices go
     * @param rowsMax at which a slice ends
     * @param timeMax after which a slice of an unbounded source ends
     */
    SliceTaker(Path folder, long rowsMax, Duration timeMax) {
        this.folder = folder;
        this.rowsMax = rowsMax;
        this.timeMax = timeMax;
    }

    /** Takes the slice of one scan of a job. */
    Slice take(PlannedStatement.Job job, TableSourceScanNode scan) throws InterruptedException {
        Map<String, String> options = SliceBounds.options(scan, rowsMax);
        Optional<SourceAbility.WatermarkPushDown> watermark = scan.ability(SourceAbility.WatermarkPushDown.class);
        boolean isPartitioned = scan.table().connector().equals("kafka") && watermark.isPresent();
        Map<String, LogicalType> metadata = new LinkedHashMap<>();
        if (isPartitioned) {
            metadata.put(TOPIC, new VarCharType(false, VarCharType.MAX_LENGTH));
            metadata.put(PARTITION, new IntType(false));
        }
        RowType type = RowType.of(
                false,
                scan.outputType().getChildren().stream().map(SlicedPlan::plain).toArray(LogicalType[]::new),
                scan.outputType().getFieldNames().toArray(String[]::new));
        Path file = folder.resolve("slice-" + scan.id() + "-" + Math.abs(job.line()) + ".rows");
        try (SliceSink sink = isPartitioned ? new PartitionedRows(file, type) : new PlainRows(file, type)) {
            Taken taken = new Taken(sink, type, watermark.filter(each -> isPartitioned), job);
            String end = run(job, SlicedPlan.scanOnly(job.planJson(), scan.id(), type, options, metadata), taken);
            sink.finish();
            if (sink.rows() == 0 && !end.isEmpty()) {
                throw new WeirException(
                        ErrorCode.IO_NOT_FOUND,
                        "There is nothing to compare: no row came " + end,
                        "table " + scan.table().identifier(),
                        "Let it have some rows, or give it more time with --seconds",
                        null);
            }
            return new Slice(scan.id(), scan.table().name(), type, file, sink.rows(), end);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "The slice cannot be written: " + e.getMessage(), file.toString(), "", e);
        }
    }

    /** Why there are no more rows: nothing to say if it was all. */
    private String run(PlannedStatement.Job job, String planJson, Taken taken) throws InterruptedException {
        Map<String, String> configuration = new TreeMap<>(job.configuration());
        configuration.remove("execution.runtime-mode");
        PlannedStatement.SelectJob select = new PlannedStatement.SelectJob(
                job.sql(), job.line(), planJson, configuration, job.setup(), columns(planJson), false);
        JobRunner runner = new JobRunner(RunOptions.defaults().withParallelism(1));
        try (JobRun run = runner.start(select, taken)) {
            long end = System.nanoTime() + timeMax.toNanos();
            String why = "";
            while (!run.hasEnded() && why.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
                if (taken.isFull) {
                    why = "the first " + rowsMax;
                } else if (System.nanoTime() > end) {
                    why = "within " + timeMax.toSeconds() + " s";
                }
            }
            if (!why.isEmpty()) {
                run.stop();
            }
            try {
                run.await();
            } catch (WeirException e) {
                if (why.isEmpty() || e.code() != ErrorCode.CANCELLED) {
                    throw e;
                }
            }
            taken.checkWritten();
            return taken.isFull ? "the first " + rowsMax : why;
        }
    }

    private static List<ResultColumn> columns(String planJson) {
        RowType type =
                io.weir.plan.CompiledPlanReader.read(planJson).roots().get(0).outputType();
        return type.getFields().stream()
                .map(field -> new ResultColumn(field.getName(), field.getType()))
                .toList();
    }

    /** Where the rows of a slice go. */
    interface SliceSink extends AutoCloseable {
        /**
         * Takes a row.
         *
         * @param split its topic and partition
         * @param watermark that it brings, or {@link Batch#NO_WATERMARK}
         */
        void add(RowData row, String split, long watermark) throws IOException;

        long rows();

        /** Called behind the last row. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Writes what comes, up to the limit. */
    private final class Taken implements ResultConsumer {
        private final SliceSink sink;
        private final RowType type;
        private final Optional<SourceAbility.WatermarkPushDown> watermark;
        private final PlannedStatement.Job job;
        private @Nullable RowDataConverter converter;
        private @Nullable Expression expression;
        private @Nullable IOException failure;
        private volatile boolean isFull;

        Taken(
                SliceSink sink,
                RowType type,
                Optional<SourceAbility.WatermarkPushDown> watermark,
                PlannedStatement.Job job) {
            this.sink = sink;
            this.type = type;
            this.watermark = watermark;
            this.job = job;
        }

        @Override
        public void open(SinkRequest request) {
            converter = new RowDataConverter(request.type());
            if (watermark.isPresent()) {
                ExpressionContext context =
                        new ExpressionContext(request.clock(), request.localTimeZone(), job.configuration());
                try {
                    expression = ExpressionCompiler.compile(watermark.get().watermark(), request.type(), context);
                } catch (NotNativeException e) {
                    // Then the rows stay in the order in which they came.
                    expression = null;
                }
            }
        }

        @Override
        public void accept(Batch batch) {
            RowDataConverter opened = java.util.Objects.requireNonNull(converter);
            Expression times = expression;
            Column watermarks = times == null || isFull ? null : times.evaluate(batch);
            int columns = type.getFieldCount();
            for (int i = 0; i < batch.rowCount() && !isFull; i++) {
                RowData row = opened.toRowData(batch, i);
                String split =
                        batch.columnCount() > columns ? row.getString(columns) + "-" + row.getInt(columns + 1) : "";
                long time = watermarks == null || watermarks.isNull(i)
                        ? Batch.NO_WATERMARK
                        : EventTimes.millis(watermarks, i);
                try {
                    sink.add(row, split, time);
                } catch (IOException e) {
                    failure = e;
                    isFull = true;
                }
                isFull |= sink.rows() >= rowsMax;
            }
        }

        void checkWritten() {
            if (failure != null) {
                throw new WeirException(
                        ErrorCode.IO_FAILED, "The slice cannot be written: " + failure, folder.toString(), "", failure);
            }
        }
    }
}
