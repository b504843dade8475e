package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.state.TreeStateBackend;
import java.util.ArrayList;
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
 * <p><b>Snapshots.</b> The scenario of an operator that keeps all its state in declared tables is marked
 * {@link #restorable() restorable}, with the key columns if rows are sent by key. It is then run with snapshots too
 * ({@link Saving}): after each batch, and sometimes between watermarks and timers, the operator sees a barrier, its
 * tables are written as bytes, and a new instance, or several, go on from there. A test that makes single runs chooses
 * with {@link #saving}. What an operator gives out at a barrier must be nothing that it would not have given out
 * without, unless the test compares final tables.
 *
 * <p><b>Memory.</b> In runs whose output refuses, keys leave memory as soon as they may ({@link TreeStateBackend}).
 *
 * <p>Each row carries the last watermark of the scenario before it, as rows of a source do. The watermark itself may
 * reach the operator later, after the batch, as it does behind a watermark assigner.
 */
public final class OperatorTester {
    private static final int[] BATCH_ROWS = {1, 3, 4096};

    /** How rows are cut into batches. */
    public enum Cut {
        ALL,
        ONE,
        RANDOM
    }

    /** What becomes of the operator's state during a run. */
    public enum Saving {
        /** There are no epochs. */
        NONE,
        /** A snapshot is taken after each batch, and some more in between. */
        SAVED,
        /** After a snapshot the operator goes on in a new instance that has read it. */
        RESTORED,
        /** As restored, but there are one to three instances, each time another number; rows are sent by key. */
        RESCALED;

        /** A mode for a number, for tests that go through all of them in turn. */
        public static Saving of(int number) {
            return ALL.get(number % ALL.size());
        }

        private static final List<Saving> ALL = List.of(values());
    }

    /** What the operator has given out. */
    public record Answer(
            List<String> rows, List<Long> watermarks, long lateRows, long droppedRows, long duplicateRows) {}

    sealed interface Event {
        record Rows(int input, GenericRowData row) implements Event {}

        record Watermark(long millis) implements Event {}

        record Time(long millis) implements Event {}

        record Pause() implements Event {}
    }

    /** All that does not change from run to run. */
    record Scenario(
            RowType inputType,
            RowType outputType,
            Supplier<Operator> operators,
            List<Event> events,
            int[][] keys,
            int timeColumn,
            boolean cutsAtWatermarks,
            boolean hasEventTime) {
        int[] keys(int input) {
            return keys[Math.min(input, keys.length - 1)];
        }
    }

    private final RowType inputType;
    private final RowType outputType;
    private final Supplier<Operator> operators;
    private final List<Event> events = new ArrayList<>();
    private int timeColumn = -1;
    private int input;
    private boolean cutsAtWatermarks;
    private boolean hasEventTime = true;
    private boolean isRestorable;
    private int[][] keys = {};
    private Saving saving = Saving.NONE;

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

    /** From now on also runs with snapshots are among all modes: all state of the operator is in declared tables. */
    public OperatorTester restorable() {
        isRestorable = true;
        return this;
    }

    /**
     * As {@link #restorable()}, also with several instances, to which rows are sent by key.
     *
     * @param columnsOfInputs the key columns of each input; once, if they are the same
     */
    public OperatorTester restorable(int[]... columnsOfInputs) {
        keys = columnsOfInputs;
        return restorable();
    }

    /** How single runs are made from now on. */
    public OperatorTester saving(Saving mode) {
        saving = mode;
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
        Answer first = newRun(Cut.ALL, Saving.NONE, false, BATCH_ROWS[BATCH_ROWS.length - 1], 0)
                .answer();
        for (Cut cut : Cut.values()) {
            for (int batchRows : BATCH_ROWS) {
                check(first, cut, Saving.NONE, false, batchRows, batchRows);
                check(first, cut, Saving.NONE, true, batchRows, -batchRows);
            }
            for (int i = 0; i < savings().size(); i++) {
                check(first, cut, savings().get(i), false, BATCH_ROWS[BATCH_ROWS.length - 1], i);
                check(first, cut, savings().get(i), true, BATCH_ROWS[i], -i);
            }
        }
        return first;
    }

    /** The modes with snapshots that the scenario can be run in. */
    private List<Saving> savings() {
        if (!isRestorable) {
            return List.of();
        }
        return keys.length == 0
                ? List.of(Saving.SAVED, Saving.RESTORED)
                : List.of(Saving.SAVED, Saving.RESTORED, Saving.RESCALED);
    }

    /** Runs the scenario in a few modes that the seed chooses. */
    public Answer runInSomeModes(long seed, int count) {
        Random random = new Random(seed);
        List<Saving> savings = new ArrayList<>(savings());
        savings.add(Saving.NONE);
        Answer first = newRun(Cut.ALL, Saving.NONE, false, BATCH_ROWS[BATCH_ROWS.length - 1], seed)
                .answer();
        for (int i = 0; i < count; i++) {
            Cut cut = Cut.values()[random.nextInt(Cut.values().length)];
            Saving mode = savings.get(i % savings.size());
            check(
                    first,
                    cut,
                    mode,
                    random.nextBoolean(),
                    BATCH_ROWS[random.nextInt(BATCH_ROWS.length)],
                    random.nextLong());
        }
        return first;
    }

    private void check(Answer expected, Cut cut, Saving mode, boolean refuses, int batchRows, long seed) {
        String name = cut + ", " + mode + (refuses ? ", refusing output" : ", roomy output") + ", output batches of "
                + batchRows + ", seed " + seed;
        Answer answer = newRun(cut, mode, refuses, batchRows, seed).answer();
        assertThat(answer.rows).as(name).isEqualTo(expected.rows);
        assertThat(answer.lateRows).as("late rows: " + name).isEqualTo(expected.lateRows);
        assertThat(answer.droppedRows).as("dropped rows: " + name).isEqualTo(expected.droppedRows);
        assertThat(answer.duplicateRows).as("duplicate rows: " + name).isEqualTo(expected.duplicateRows);
        assertThat(last(answer.watermarks)).as("last watermark: " + name).isEqualTo(last(expected.watermarks));
    }

    private static long last(List<Long> watermarks) {
        return watermarks.isEmpty() ? Batch.NO_WATERMARK : watermarks.get(watermarks.size() - 1);
    }

    private OperatorRun newRun(Cut cut, Saving mode, boolean refuses, int batchRowsMax, long seed) {
        Scenario scenario = new Scenario(
                inputType, outputType, operators, events, keys, timeColumn, cutsAtWatermarks, hasEventTime);
        return new OperatorRun(scenario, cut, mode, refuses, batchRowsMax, seed);
    }

    /** Runs the scenario in one mode. */
    public Answer run(Cut cut, boolean refuses, int batchRowsMax, long seed) {
        return newRun(cut, saving, refuses, batchRowsMax, seed).answer();
    }

    /** As {@link #run}, the rows in the order in which they were given out. */
    public List<String> runInOrder(Cut cut, boolean refuses, int batchRowsMax, long seed) {
        OperatorRun run = newRun(cut, saving, refuses, batchRowsMax, seed);
        Answer unused = run.answer();
        return run.rows();
    }

    /** Runs the scenario with a snapshot after each batch; the result is how many entries were written each time. */
    public List<Integer> savedEntries(Cut cut) {
        OperatorRun run = newRun(cut, Saving.SAVED, false, BATCH_ROWS[BATCH_ROWS.length - 1], 0);
        Answer unused = run.answer();
        return run.savedEntries();
    }
}
