package io.weir.testing.kit;

import static io.weir.testing.kit.SinkRows.batch;
import static io.weir.testing.kit.SinkRows.expected;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every sink of the native door does with epochs: runs are cut short before and after commits, closed in order or
 * left as a killed process leaves them, and others go on from what they have prepared. What must be visible then hangs
 * on what the sink {@link Sink#guarantee promises}.
 */
public abstract class SinkEpochsContract {
    /** The columns of the rows that are written: a number and a text. */
    public static final RowType TYPE = RowType.of(
            new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)}, new String[] {"id", "name"});

    static final long LIMIT_SECONDS = 60;
    private static final EpochContext EXACTLY_ONCE = new EpochContext("contract", Delivery.EXACTLY_ONCE, true);
    private static final EpochContext AT_LEAST_ONCE = new EpochContext("contract", Delivery.AT_LEAST_ONCE, true);

    private final List<AutoCloseable> left = new ArrayList<>();

    /** Makes a sink for a run without epochs. */
    protected abstract Sink create(int parallelism);

    /** Makes a sink for a run with epochs; for a connector to which they make no difference, the same. */
    protected Sink create(int parallelism, EpochContext epochs) {
        return create(parallelism);
    }

    /** The rows that a reader of the target sees now, in any order, each as {@code id,name}. */
    protected abstract List<String> visibleRows();

    /** What the sink promises where exactly-once is asked for. */
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.AT_LEAST_ONCE;
    }

    /** False where rows become visible with a later commit than that of their epoch, or at the end of the input. */
    protected boolean showsEachEpoch() {
        return true;
    }

    /** A run: a sink, its writers, and the number of the epoch that is being written. */
    private final class Run {
        private final Sink sink;
        private final List<SinkWriter> writers = new ArrayList<>();
        private long epoch = 1;

        Run(int parallelism, EpochContext epochs) {
            sink = create(parallelism, epochs);
            left.add(sink);
        }

        void open(int parallelism) {
            for (int i = 0; i < parallelism; i++) {
                writers.add(sink.createWriter(i));
            }
            left.addAll(0, writers);
        }

        void write(int first, int end) {
            int parts = writers.size();
            for (int i = 0; i < parts; i++) {
                int from = first + (end - first) * i / parts;
                int to = first + (end - first) * (i + 1) / parts;
                SinkEpochsContract.write(writers.get(i), batch(from, to - from));
                writers.get(i).flush();
            }
        }

        List<byte[]> prepare() {
            List<byte[]> prepared = prepareAll(writers, epoch);
            epoch++;
            return prepared;
        }

        void commit(List<byte[]> prepared) {
            sink.commit(epoch - 1, prepared);
        }

        void finish() {
            writers.forEach(SinkEpochsContract::finish);
            commit(prepare());
            close();
        }

        void close() {
            left.removeAll(writers);
            left.remove(sink);
            writers.forEach(SinkWriter::close);
            sink.close();
        }
    }

    /** Begins a run in which nothing is there. */
    private Run begin(int parallelism, EpochContext epochs) {
        Run run = new Run(parallelism, epochs);
        assertThat(run.sink.recover(0, List.of())).isTrue();
        run.open(parallelism);
        return run;
    }

    /** Begins a run that goes on after an epoch; empty if a deciding sink says that this epoch is lost. */
    private Optional<Run> goOn(int parallelism, long epoch, List<byte[]> prepared) {
        Run run = new Run(parallelism, EXACTLY_ONCE);
        if (!run.sink.recover(epoch, prepared)) {
            assertThat(run.sink.isDeciding())
                    .as("only a deciding sink may give up an epoch")
                    .isTrue();
            left.remove(run.sink);
            run.sink.close();
            return Optional.empty();
        }
        run.open(parallelism);
        run.epoch = epoch + 1;
        return Optional.of(run);
    }

    /** Ends a run as a failure that the process survives does, or leaves it there as a process that is killed does. */
    private static void abandon(Run run, boolean isClosed) {
        if (isClosed) {
            run.close();
        }
    }

    @AfterEach
    void closeWhatIsLeft() {
        for (AutoCloseable each : left) {
            try {
                each.close();
            } catch (Exception e) {
                // Others have taken over from it, which it may say.
                assertThat(e).isNotInstanceOf(NullPointerException.class);
            }
        }
    }

    /** Rows up to this one are committed; beyond them, only a weaker promise lets others be visible. */
    private void assertCommitted(int count, int written) {
        switch (guarantee()) {
            case EXACTLY_ONCE -> assertThat(visibleRows()).containsExactlyInAnyOrderElementsOf(expected(count));
            case IDEMPOTENT ->
                assertThat(visibleRows())
                        .doesNotHaveDuplicates()
                        .containsAll(expected(count))
                        .isSubsetOf(expected(written));
            case AT_LEAST_ONCE, NONE ->
                assertThat(visibleRows()).containsAll(expected(count)).isSubsetOf(expected(written));
        }
    }

    private void assertAll(int count) {
        assertCommitted(count, count);
    }

    @Test
    void itSaysWhatItPromises() {
        try (Sink sink = create(1, EXACTLY_ONCE)) {
            assertThat(sink.guarantee()).isEqualTo(guarantee());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsPreparedIsVisibleOnlyWhenItIsCommitted(int parallelism) {
        Run run = begin(parallelism, EXACTLY_ONCE);
        run.write(0, 30);
        assertCommitted(0, 30);
        List<byte[]> prepared = run.prepare();
        assertCommitted(0, 30);

        run.write(30, 40);
        run.commit(prepared);

        assertCommitted(showsEachEpoch() ? 30 : 0, 40);
        run.finish();
        assertAll(40);
    }

    @Test
    void aCommitMayBeRepeated() {
        Run run = begin(2, EXACTLY_ONCE);
        run.write(0, 10);
        List<byte[]> prepared = run.prepare();
        run.commit(prepared);
        run.write(10, 20);
        run.commit(prepared);

        assertCommitted(showsEachEpoch() ? 10 : 0, 20);
        run.finish();
        assertAll(20);
    }

    @Test
    void epochsWithoutRowsAreFine() {
        Run run = begin(2, EXACTLY_ONCE);
        run.commit(run.prepare());
        run.write(0, 10);
        run.commit(run.prepare());
        run.commit(run.prepare());
        run.finish();

        assertAll(10);
    }

    @ParameterizedTest
    @CsvSource({"false,true", "true,true", "false,false", "true,false"})
    void aRunThatDiesAroundACommitShowsEachRowAsPromised(boolean isCommitted, boolean isClosed) {
        Run first = begin(2, EXACTLY_ONCE);
        first.write(0, 10);
        List<byte[]> before = first.prepare();
        first.commit(before);
        first.write(10, 20);
        List<byte[]> prepared = first.prepare();
        first.write(20, 25);
        if (isCommitted) {
            first.commit(prepared);
        }
        abandon(first, isClosed);

        Optional<Run> second = goOn(3, 2, prepared);
        assertThat(second.isPresent() || !isCommitted)
                .as("what is committed is not lost")
                .isTrue();
        int next = second.isPresent() ? 20 : 10;
        Run after = second.or(() -> goOn(3, 1, before)).orElseThrow();
        assertCommitted(next, 25);
        after.write(next, 30);
        after.finish();

        assertAll(30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEpochThatWasNotDecidedLeavesNothing(boolean isClosed) {
        Run first = begin(3, EXACTLY_ONCE);
        first.write(0, 10);
        List<byte[]> decided = first.prepare();
        first.commit(decided);
        first.write(10, 20);
        assertThat(first.prepare()).isNotNull();
        abandon(first, isClosed);

        Run second = goOn(1, 1, decided).orElseThrow();
        assertCommitted(10, 20);
        second.write(10, 20);
        second.finish();

        assertAll(20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatBeginsAnewFindsNothingOfAnother(boolean isClosed) {
        Run first = begin(2, EXACTLY_ONCE);
        first.write(0, 10);
        assertThat(first.prepare()).isNotNull();
        first.write(10, 20);
        abandon(first, isClosed);

        Run second = begin(2, EXACTLY_ONCE);
        assertCommitted(0, 20);
        second.write(0, 20);
        second.finish();

        assertAll(20);
    }

    @Test
    void recoveringMayBeRepeated() {
        Run first = begin(2, EXACTLY_ONCE);
        first.write(0, 10);
        List<byte[]> prepared = first.prepare();
        first.commit(prepared);
        first.close();

        for (int i = 0; i < 2; i++) {
            Run again = goOn(2, 1, prepared).orElseThrow();
            assertCommitted(10, 10);
            again.close();
        }
        Run last = goOn(1, 1, prepared).orElseThrow();
        last.finish();

        assertAll(10);
    }

    @Test
    void aRunThatOthersHaveTakenOverFromCommitsNothing() {
        Run first = begin(1, EXACTLY_ONCE);
        first.write(0, 10);
        List<byte[]> decided = first.prepare();
        first.commit(decided);
        first.write(10, 15);

        Run second = goOn(1, 1, decided).orElseThrow();
        second.write(10, 20);
        second.commit(second.prepare());
        try {
            first.write(15, 20);
            first.commit(first.prepare());
        } catch (WeirException e) {
            assertThat(e.what()).isNotEmpty();
        }
        second.write(20, 30);
        second.finish();

        assertAll(30);
    }

    @Test
    void atLeastOnceNeedsNoCommit() {
        Run first = begin(2, AT_LEAST_ONCE);
        first.write(0, 10);
        List<byte[]> prepared = first.prepare();

        Optional<Run> second = goOn(1, 1, prepared);
        if (guarantee() != SinkGuarantee.NONE) {
            assertThat(second).isPresent();
            assertThat(visibleRows()).containsAll(expected(10)).isSubsetOf(expected(10));
        }
    }

    static void write(SinkWriter writer, Batch batch) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!writer.write(batch)) {
            assertThat(System.nanoTime()).as("the writer takes nothing").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static void finish(SinkWriter writer) {
        writer.flush();
        writer.finish();
    }

    /** What the writers prepare, those that have nothing left out, as the engine does. */
    static List<byte[]> prepareAll(List<SinkWriter> writers, long epoch) {
        List<byte[]> all = new ArrayList<>();
        for (SinkWriter writer : writers) {
            byte[] prepared = prepare(writer, epoch);
            if (prepared.length > 0) {
                all.add(prepared);
            }
        }
        return all;
    }

    static byte[] prepare(SinkWriter writer, long epoch) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Optional<byte[]> prepared = writer.prepare(epoch);
        while (prepared.isEmpty()) {
            assertThat(System.nanoTime()).as("the epoch is not prepared").isLessThan(end);
            Thread.onSpinWait();
            prepared = writer.prepare(epoch);
        }
        return prepared.get();
    }
}
