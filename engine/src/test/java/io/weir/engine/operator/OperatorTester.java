package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Runs one scenario of an operator in many modes, which must all give the same rows: all rows in one batch, one row per
 * batch, random cuts; an output that takes everything, and one that refuses every other offer; output batches of one
 * row and of many.
 *
 * <p>The tester keeps the operator's protocol and checks that the operator does: a call is repeated until it is done,
 * an operator is blocked only when its output has refused, a refused offer is made again unchanged. An input batch is
 * overwritten as soon as its call is done, so that an operator that keeps it gives wrong rows.
 *
 * <p>Each row carries the last watermark of the scenario before it, as rows of a source do. The watermark itself may
 * reach the operator later, after the batch, as it does behind a watermark assigner.
 */
public final class OperatorTester {
    private static final int CALLS_MAX = 1_000_000;
    private static final int[] BATCH_ROWS = {1, 3, 4096};

    /** How rows are cut into batches. */
    public enum Cut {
        ALL,
        ONE,
        RANDOM
    }

    /** What the operator has given out. */
    public record Answer(
            List<String> rows, List<Long> watermarks, long lateRows, long droppedRows, long duplicateRows) {}

    private sealed interface Event {
        record Rows(int input, GenericRowData row) implements Event {}

        record Watermark(long millis) implements Event {}

        record Time(long millis) implements Event {}

        record Pause() implements Event {}
    }

    private final RowType inputType;
    private final RowType outputType;
    private final Supplier<Operator> operators;
    private final List<Event> events = new ArrayList<>();
    private int timeColumn = -1;
    private int input;
    private boolean cutsAtWatermarks;
    private boolean hasEventTime = true;

    public OperatorTester(RowType inputType, RowType outputType, Supplier<Operator> operators) {
        this.inputType = inputType;
        this.outputType = outputType;
        this.operators = operators;
    }

    /** Checks that no row is given out after a watermark that has reached its time. */
    public OperatorTester timeColumn(int column) {
        timeColumn = column;
        return this;
    }

    /** Hands each watermark on in its place, for operators that look at it and not at what rows carry. */
    public OperatorTester cutsAtWatermarks() {
        cutsAtWatermarks = true;
        return this;
    }

    /** Ends without a watermark. */
    public OperatorTester withoutEventTime() {
        hasEventTime = false;
        return this;
    }

    /** The rows that follow come from this input; all inputs have the same type. */
    public OperatorTester from(int number) {
        input = number;
        return this;
    }

    /** A row, in Flink's internal data structures. */
    public OperatorTester row(Object... fields) {
        events.add(new Event.Rows(input, GenericRowData.of(fields)));
        return this;
    }

    /** A change of this kind. */
    public OperatorTester change(RowKind kind, Object... fields) {
        events.add(new Event.Rows(input, GenericRowData.ofKind(kind, fields)));
        return this;
    }

    public OperatorTester watermark(long millis) {
        events.add(new Event.Watermark(millis));
        return this;
    }

    /** Moves the clock, step by step, to this time; timers that become due fire. */
    public OperatorTester time(long millis) {
        events.add(new Event.Time(millis));
        return this;
    }

    public OperatorTester pause() {
        events.add(new Event.Pause());
        return this;
    }

    /** Runs the scenario in every mode; the answer's rows are sorted. */
    public Answer runInAllModes() {
        Answer first = run(Cut.ALL, false, BATCH_ROWS[BATCH_ROWS.length - 1], 0);
        for (Cut cut : Cut.values()) {
            for (int batchRows : BATCH_ROWS) {
                check(first, cut, false, batchRows, batchRows);
                check(first, cut, true, batchRows, -batchRows);
            }
        }
        return first;
    }

    /** Runs the scenario in a few modes that the seed chooses. */
    public Answer runInSomeModes(long seed, int count) {
        Random random = new Random(seed);
        Answer first = run(Cut.ALL, false, BATCH_ROWS[BATCH_ROWS.length - 1], seed);
        for (int i = 0; i < count; i++) {
            Cut cut = Cut.values()[random.nextInt(Cut.values().length)];
            check(first, cut, random.nextBoolean(), BATCH_ROWS[random.nextInt(BATCH_ROWS.length)], random.nextLong());
        }
        return first;
    }

    private void check(Answer expected, Cut cut, boolean refuses, int batchRows, long seed) {
        String mode = cut + (refuses ? ", refusing output" : ", roomy output") + ", output batches of " + batchRows
                + ", seed " + seed;
        Answer answer = run(cut, refuses, batchRows, seed);
        assertThat(answer.rows).as(mode).isEqualTo(expected.rows);
        assertThat(answer.lateRows).as("late rows: " + mode).isEqualTo(expected.lateRows);
        assertThat(answer.droppedRows).as("dropped rows: " + mode).isEqualTo(expected.droppedRows);
        assertThat(answer.duplicateRows).as("duplicate rows: " + mode).isEqualTo(expected.duplicateRows);
        assertThat(last(answer.watermarks)).as("last watermark: " + mode).isEqualTo(last(expected.watermarks));
    }

    private static long last(List<Long> watermarks) {
        return watermarks.isEmpty() ? Batch.NO_WATERMARK : watermarks.get(watermarks.size() - 1);
    }

    /** Runs the scenario in one mode. */
    public Answer run(Cut cut, boolean refuses, int batchRowsMax, long seed) {
        return new Run(cut, refuses, batchRowsMax, seed).answer();
    }

    /** As {@link #run}, the rows in the order in which they were given out. */
    public List<String> runInOrder(Cut cut, boolean refuses, int batchRowsMax, long seed) {
        Run run = new Run(cut, refuses, batchRowsMax, seed);
        Answer unused = run.answer();
        return run.output.rows();
    }

    private final class Run implements OperatorContext {
        private final Cut cut;
        private final int batchRowsMax;
        private final Random random;
        private final Operator operator = operators.get();
        private final RecordingOutput output;
        private final ManualClock clock = new ManualClock(0);
        private final OperatorMetrics metrics = new OperatorMetrics();
        private final RowDataAppender appender = new RowDataAppender(inputType);
        private final Batch batch = Columns.batch(inputType, 4);
        private int batchInput;
        private long carried = Batch.NO_WATERMARK;
        private long forwarded = Batch.NO_WATERMARK;
        private long timer = Long.MAX_VALUE;

        Run(Cut cut, boolean refuses, int batchRowsMax, long seed) {
            this.cut = cut;
            this.batchRowsMax = batchRowsMax;
            this.random = new Random(seed);
            this.output = new RecordingOutput(outputType, refuses, timeColumn);
        }

        Answer answer() {
            operator.open(this);
            for (Event event : events) {
                play(event);
            }
            flush();
            if (hasEventTime) {
                drive(() -> operator.onWatermark(Long.MAX_VALUE, output));
            }
            drive(() -> operator.complete(output));
            assertThat(output.isWaiting())
                    .as("an offer that was refused is made again")
                    .isFalse();
            operator.close();
            List<String> rows = new ArrayList<>(output.rows());
            rows.sort(null);
            return new Answer(
                    rows, output.watermarks(), metrics.lateRows(), metrics.droppedRows(), metrics.duplicateRows());
        }

        private void play(Event event) {
            if (event instanceof Event.Rows rows) {
                if (rows.input != batchInput) {
                    flush();
                    batchInput = rows.input;
                }
                appender.append(rows.row, batch);
                batch.useRowWatermarks(0);
                rowWatermarks()[batch.rowCount() - 1] = carried;
                if (cut == Cut.ONE || (cut == Cut.RANDOM && random.nextInt(5) == 0)) {
                    flush();
                }
            } else if (event instanceof Event.Watermark watermark) {
                if (cutsAtWatermarks || (cut == Cut.RANDOM && random.nextBoolean())) {
                    flush();
                }
                carried = watermark.millis;
                if (batch.rowCount() == 0) {
                    flush();
                }
            } else if (event instanceof Event.Time time) {
                flush();
                moveTo(time.millis);
            } else {
                flush();
                drive(() -> operator.onInputPause(output));
            }
        }

        /** The rows' watermarks, with what is there kept when there must be more. */
        private long[] rowWatermarks() {
            long[] watermarks = batch.useRowWatermarks(0);
            if (watermarks.length < batch.rowCount()) {
                long[] kept = watermarks.clone();
                watermarks = batch.useRowWatermarks(2 * batch.rowCount());
                System.arraycopy(kept, 0, watermarks, 0, kept.length);
            }
            return watermarks;
        }

        private void flush() {
            if (batch.rowCount() > 0) {
                if (random.nextBoolean()) {
                    makeViews(batch);
                }
                drive(() -> operator.process(batchInput, batch, output));
                scribble(batch);
                batch.reset();
            }
            if (carried > forwarded) {
                forwarded = carried;
                drive(() -> operator.onWatermark(forwarded, output));
            }
        }

        private void moveTo(long millis) {
            while (timer <= millis) {
                long due = timer;
                timer = Long.MAX_VALUE;
                clock.set(Math.max(due, clock.currentTimeMillis()));
                drive(() -> operator.onTimer(due, output));
            }
            clock.set(millis);
        }

        private void drive(Supplier<Progress> call) {
            for (int i = 0; i < CALLS_MAX; i++) {
                Progress progress = call.get();
                if (progress == Progress.DONE) {
                    assertThat(output.isWaiting())
                            .as("DONE although an offer was refused")
                            .isFalse();
                    output.takeRefused();
                    return;
                }
                if (progress == Progress.BLOCKED) {
                    assertThat(output.takeRefused())
                            .as("BLOCKED because the output refused")
                            .isTrue();
                }
            }
            throw new AssertionError("the operator is not done after " + CALLS_MAX + " calls");
        }

        @Override
        public int instance() {
            return 0;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int batchRowsMax() {
            return batchRowsMax;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public OperatorMetrics metrics() {
            return metrics;
        }

        @Override
        public void scheduleTimer(long timeMillis) {
            timer = Math.min(timer, timeMillis);
        }
    }

    /** Moves texts into a buffer that is not the column's own, as a decoder does. */
    private static void makeViews(Batch batch) {
        for (int i = 0; i < batch.columnCount(); i++) {
            if (batch.column(i) instanceof BytesColumn texts) {
                byte[] buffer = new byte[texts.data().length + 7];
                System.arraycopy(texts.data(), 0, buffer, 7, texts.data().length);
                int[] starts = texts.starts().clone();
                int[] lengths = texts.lengths().clone();
                texts.view(buffer);
                for (int row = 0; row < batch.rowCount(); row++) {
                    texts.setView(row, starts[row] + 7, lengths[row]);
                }
            }
        }
    }

    private static void scribble(Batch batch) {
        for (int i = 0; i < batch.columnCount(); i++) {
            Column column = batch.column(i);
            if (column instanceof BytesColumn texts) {
                Arrays.fill(texts.data(), (byte) '#');
            } else if (column instanceof LongColumn longs) {
                Arrays.fill(longs.values(), -77);
            } else if (column instanceof IntColumn ints) {
                Arrays.fill(ints.values(), -77);
            } else if (column instanceof DoubleColumn doubles) {
                Arrays.fill(doubles.values(), -77);
            } else if (column instanceof DecimalColumn decimals) {
                Arrays.fill(decimals.lows(), -77);
            } else if (column instanceof TimestampColumn times) {
                Arrays.fill(times.millis(), -77);
            }
        }
    }
}
