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
import io.weir.engine.operator.OperatorTester.Answer;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Event;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.engine.operator.OperatorTester.Scenario;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.TreeStateBackend;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.data.RowData;

/** One run of a scenario in one mode. */
final class OperatorRun {
    /** A run is restored about so often at most: a restore costs as much as there is state. */
    private static final int RESTORES = 30;

    private static final int INSTANCES_MAX = 3;

    private final Scenario scenario;
    private final Cut cut;
    private final Saving saving;
    private final boolean refuses;
    private final int batchRowsMax;
    private final Random random;
    /** Of its own, as the next, so that rows are cut the same whether they are saved or not. */
    private final Random savingRandom;

    private final Random viewRandom;

    private final ManualClock clock = new ManualClock(0);
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final List<String> rows = new ArrayList<>();
    private final List<RecordingOutput> outputs = new ArrayList<>();
    private final SavedTables saved = new SavedTables();
    private final List<Integer> savedEntries = new ArrayList<>();
    private final RowDataAppender appender;
    private final Batch oneRow;
    private List<OperatorInstance> instances = List.of();
    private int batchInput;
    private long carried = Batch.NO_WATERMARK;
    private long forwarded = Batch.NO_WATERMARK;
    private double restoreProbability;

    OperatorRun(Scenario scenario, Cut cut, Saving saving, boolean refuses, int batchRowsMax, long seed) {
        this.scenario = scenario;
        this.cut = cut;
        this.saving = saving;
        this.refuses = refuses;
        this.batchRowsMax = batchRowsMax;
        random = new Random(seed);
        savingRandom = new Random(seed);
        viewRandom = new Random(seed);
        appender = new RowDataAppender(scenario.inputType());
        oneRow = Columns.batch(scenario.inputType(), 1);
    }

    int batchRowsMax() {
        return batchRowsMax;
    }

    Clock clock() {
        return clock;
    }

    /** Keys leave memory as soon as they may in runs whose output refuses. */
    StateBackend stateBackend() {
        return refuses ? new TreeStateBackend() : StateBackend.HEAP;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    /** All rows in the order in which they were given out. */
    List<String> rows() {
        return rows;
    }

    /** For each snapshot the number of entries that were written. */
    List<Integer> savedEntries() {
        return savedEntries;
    }

    Answer answer() {
        int batches = scenario.events().size() / (cut == Cut.RANDOM ? 5 : 1);
        restoreProbability = cut == Cut.ALL ? 1 : Math.min(1, (double) RESTORES / Math.max(1, batches));
        instances = newInstances(saving == Saving.RESCALED ? INSTANCES_MAX : 1);
        for (OperatorInstance instance : instances) {
            if (saving != Saving.NONE) {
                instance.operator().stateTables().forEach(table -> table.startTracking());
            }
        }
        scenario.events().forEach(this::play);
        flush();
        for (OperatorInstance instance : instances) {
            Operator operator = instance.operator();
            if (scenario.hasEventTime()) {
                instance.drive(() -> operator.onWatermark(Long.MAX_VALUE, instance.output()));
            }
            instance.drive(() -> operator.complete(instance.output()));
            assertThat(instance.output().isWaiting())
                    .as("an offer that was refused is made again")
                    .isFalse();
            operator.close();
        }
        List<String> sorted = new ArrayList<>(rows);
        sorted.sort(null);
        return new Answer(
                sorted,
                outputs.get(0).watermarks(),
                metrics.lateRows(),
                metrics.droppedRows(),
                metrics.duplicateRows());
    }

    private List<OperatorInstance> newInstances(int parallelism) {
        List<OperatorInstance> made = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            if (outputs.size() == i) {
                outputs.add(new RecordingOutput(scenario.outputType(), refuses, scenario.timeColumn(), rows));
            }
            OperatorInstance instance = new OperatorInstance(
                    this, i, parallelism, outputs.get(i), scenario.operators().get(), scenario.inputType());
            instance.operator().open(instance);
            made.add(instance);
        }
        return made;
    }

    private void play(Event event) {
        if (event instanceof Event.Rows row) {
            if (row.input() != batchInput) {
                flush();
                batchInput = row.input();
            }
            instances.get(owner(row.row())).append(row.row(), carried);
            if (cut == Cut.ONE || (cut == Cut.RANDOM && random.nextInt(5) == 0)) {
                flush();
            }
        } else if (event instanceof Event.Watermark watermark) {
            if (scenario.cutsAtWatermarks() || (cut == Cut.RANDOM && random.nextBoolean())) {
                flush();
            }
            carried = watermark.millis();
            if (instances.stream().allMatch(instance -> instance.batch().rowCount() == 0)) {
                flush();
            }
        } else if (event instanceof Event.Time time) {
            flush();
            moveTo(time.millis());
        } else {
            flush();
            for (OperatorInstance instance : instances) {
                instance.drive(() -> instance.operator().onInputPause(instance.output()));
            }
            saveSometimes();
        }
    }

    /** The instance that rows with a row's key go to. */
    private int owner(RowData row) {
        if (instances.size() == 1) {
            return 0;
        }
        int[] keys = scenario.keys(batchInput);
        Column[] columns = new Column[keys.length];
        oneRow.reset();
        appender.append(row, oneRow);
        for (int i = 0; i < keys.length; i++) {
            columns[i] = oneRow.column(keys[i]);
        }
        return KeyGroups.owner(KeyGroups.ofHash(KeyHasher.hash(columns, 0)), instances.size());
    }

    private void flush() {
        boolean hasRows = false;
        for (OperatorInstance instance : instances) {
            Batch batch = instance.batch();
            if (batch.rowCount() > 0) {
                hasRows = true;
                if (viewRandom.nextBoolean()) {
                    makeViews(batch);
                }
                instance.drive(() -> instance.operator().process(batchInput, batch, instance.output()));
                scribble(batch);
                batch.reset();
            }
        }
        if (hasRows) {
            save();
        }
        if (carried > forwarded) {
            forwarded = carried;
            for (OperatorInstance instance : instances) {
                instance.drive(() -> instance.operator().onWatermark(forwarded, instance.output()));
            }
            saveSometimes();
        }
    }

    private void moveTo(long millis) {
        while (true) {
            OperatorInstance next = instances.get(0);
            for (OperatorInstance instance : instances) {
                next = instance.timer() < next.timer() ? instance : next;
            }
            if (next.timer() > millis) {
                break;
            }
            clock.set(Math.max(next.timer(), clock.currentTimeMillis()));
            next.fireTimer();
            saveSometimes();
        }
        clock.set(millis);
    }

    private void saveSometimes() {
        if (savingRandom.nextInt(3) == 0) {
            save();
        }
    }

    /** A barrier: operators give out what they hold back, then their tables are written. */
    private void save() {
        if (saving == Saving.NONE) {
            return;
        }
        int entries = 0;
        for (OperatorInstance instance : instances) {
            instance.drive(() -> instance.operator().onBarrier(instance.output()));
            entries += saved.save(instance.operator(), instance.instance(), instances.size());
        }
        savedEntries.add(entries);
        if (saving != Saving.SAVED && savingRandom.nextDouble() < restoreProbability) {
            restore(saving == Saving.RESTORED ? 1 : 1 + savingRandom.nextInt(INSTANCES_MAX));
        }
    }

    private void restore(int parallelism) {
        boolean isSame = instances.size() == parallelism;
        instances.forEach(instance -> instance.operator().close());
        instances = newInstances(parallelism);
        for (OperatorInstance instance : instances) {
            saved.restore(instance.operator(), instance.instance(), parallelism, savingRandom);
        }
        if (!isSame) {
            SavedTables rewritten = new SavedTables();
            // What was read under another parallelism is written anew, as a whole.
            for (OperatorInstance instance : instances) {
                int unused = rewritten.save(instance.operator(), instance.instance(), parallelism);
            }
            assertThat(rewritten.keys()).as("keys after a restore").isEqualTo(saved.keys());
            saved.replaceBy(rewritten);
        }
        for (OperatorInstance instance : instances) {
            instance.operator().onRestored();
            if (forwarded != Batch.NO_WATERMARK) {
                instance.drive(() -> instance.operator().onWatermark(forwarded, instance.output()));
            }
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
