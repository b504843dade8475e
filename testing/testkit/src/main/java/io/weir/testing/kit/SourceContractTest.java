package io.weir.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of the native door does. A connector's test extends it, makes a bounded source of some rows (a few
 * hundred, so that there are several batches), and says which.
 */
public abstract class SourceContractTest {
    private static final long LIMIT_SECONDS = 60;

    private boolean isOrderedThroughout = true;

    /** The columns of the source's batches. */
    protected abstract RowType type();

    /** The rows that the source gives, in its order, as Flink's {@code Row} prints them. */
    protected abstract List<String> rows();

    /** Makes the source; called several times, and each gives the same rows. */
    protected abstract Source create(int parallelism, int batchRowsMax);

    /** True if the source says that it can begin again at a position. */
    protected boolean isReplayable() {
        return false;
    }

    /** Batches that were taken from readers. */
    private record Taken(long sequence, int split, List<String> rows) {}

    private List<String> copy(Batch batch) {
        RowConverter converter = new RowConverter(type());
        List<String> copied = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            copied.add(converter.toRow(batch, i).toString());
        }
        return copied;
    }

    private Taken take(SourceReader reader, Batch batch) {
        return new Taken(batch.sequence(), reader.split(), copy(batch));
    }

    private static List<SourceReader> readers(Source source, int parallelism) {
        List<SourceReader> readers = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            readers.add(source.createReader(i));
        }
        return readers;
    }

    /** Polls until the reader has finished. */
    private List<Taken> drain(SourceReader reader) {
        List<Taken> taken = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!reader.isFinished()) {
            Batch batch = reader.poll();
            if (batch != null) {
                taken.add(take(reader, batch));
            } else if (System.nanoTime() > end) {
                throw new AssertionError("not finished within " + LIMIT_SECONDS + " s");
            } else {
                Thread.onSpinWait();
            }
        }
        return taken;
    }

    private void check(Source source, List<Taken> taken) {
        List<Taken> sorted = new ArrayList<>(taken);
        List<String> all = new ArrayList<>();
        if (source.isOrdered()) {
            sorted.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
            assertThat(sorted)
                    .as("the batches of an ordered source are numbered 0, 1, 2, … over all readers")
                    .extracting(Taken::sequence)
                    .containsExactlyElementsOf(
                            LongStream.range(0, sorted.size()).boxed().toList());
            sorted.forEach(batch -> all.addAll(batch.rows()));
            assertThat(all).isEqualTo(rows());
        } else {
            assertThat(sorted).allSatisfy(batch -> {
                assertThat(batch.sequence()).isEqualTo(Batch.NO_SEQUENCE);
                assertThat(batch.split()).isBetween(0, source.splitCount() - 1);
            });
            sorted.forEach(batch -> all.addAll(batch.rows()));
            assertThat(all).containsExactlyInAnyOrderElementsOf(rows());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 10, 1})
    void oneReaderGivesEveryRow(int batchRowsMax) {
        try (Source source = create(1, batchRowsMax);
                SourceReader reader = source.createReader(0)) {
            List<Taken> taken = drain(reader);
            check(source, taken);
            if (batchRowsMax < 1024) {
                assertThat(taken).allSatisfy(batch -> assertThat(batch.rows()).hasSizeLessThanOrEqualTo(batchRowsMax));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2,4096", "2,1", "5,10"})
    void readersInTurnGiveEveryRowOnce(int parallelism, int batchRowsMax) {
        Random random = new Random(parallelism);
        try (Source source = create(parallelism, batchRowsMax)) {
            List<SourceReader> readers = readers(source, parallelism);
            List<Taken> taken = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (readers.stream().anyMatch(reader -> !reader.isFinished()) && System.nanoTime() < end) {
                SourceReader reader = readers.get(random.nextInt(parallelism));
                Batch batch = reader.poll();
                if (batch != null) {
                    taken.add(take(reader, batch));
                }
            }
            readers.forEach(SourceReader::close);
            check(source, taken);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 7})
    void readersSideBySideGiveEveryRowOnce(int batchRowsMax) throws InterruptedException, ExecutionException {
        int parallelism = 4;
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try (Source source = create(parallelism, batchRowsMax)) {
            List<Callable<List<Taken>>> tasks = new ArrayList<>();
            for (SourceReader reader : readers(source, parallelism)) {
                tasks.add(() -> {
                    try (reader) {
                        return drain(reader);
                    }
                });
            }
            List<Taken> taken = new ArrayList<>();
            for (Future<List<Taken>> future : threads.invokeAll(tasks)) {
                taken.addAll(future.get());
            }
            check(source, taken);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aBatchStaysUntouchedUntilItsReaderIsPolledAgain() {
        try (Source source = create(2, 10)) {
            List<SourceReader> readers = readers(source, 2);
            Batch[] held = new Batch[2];
            List<List<String>> copies = new ArrayList<>(List.of(List.of(), List.of()));
            for (int round = 0; round < 1_000_000 && !allFinished(readers); round++) {
                int turn = round % 2;
                held[turn] = readers.get(turn).poll();
                copies.set(turn, held[turn] == null ? List.of() : copy(held[turn]));
                Batch other = held[1 - turn];
                if (other != null) {
                    assertThat(copy(other)).isEqualTo(copies.get(1 - turn));
                }
            }
            readers.forEach(SourceReader::close);
        }
    }

    private static boolean allFinished(List<SourceReader> readers) {
        return readers.stream().allMatch(SourceReader::isFinished);
    }

    @Test
    void afterTheEndThereIsNothing() {
        try (Source source = create(1, 4096);
                SourceReader reader = source.createReader(0)) {
            drain(reader);
            assertThat(reader.poll()).isNull();
            assertThat(reader.isFinished()).isTrue();
            for (int split : reader.splits()) {
                assertThat(reader.isSplitFinished(split)).isTrue();
            }
        }
    }

    @Test
    void progressOnlyGrows() {
        try (Source source = create(1, 10);
                SourceReader reader = source.createReader(0)) {
            long bytes = 0;
            while (!reader.isFinished()) {
                reader.poll();
                assertThat(reader.progress().bytes()).isGreaterThanOrEqualTo(bytes);
                bytes = reader.progress().bytes();
                assertThat(reader.progress().skippedRecords()).isZero();
            }
        }
    }

    @Test
    void aReaderMayBeClosedAtAnyTime() {
        try (Source source = create(3, 1)) {
            List<SourceReader> readers = readers(source, 3);
            readers.get(0).close();
            readers.get(1).poll();
            readers.get(1).close();
            readers.get(1).close();
            readers.get(2).close();
        }
        try (Source unused = create(1, 1)) {
            assertThat(unused.splitCount()).isPositive();
        }
    }

    @Test
    void itSaysWhetherItCanBeginAgain() {
        try (Source source = create(1, 10)) {
            assertThat(source.isReplayable()).isEqualTo(isReplayable());
            if (!isReplayable()) {
                assertThatThrownBy(() -> source.restore(Map.of())).isInstanceOf(RuntimeException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,1", "2,2", "2,3", "3,2"})
    void anotherSourceGoesOnWhereOneWasCut(int parallelism, int parallelismAfter) {
        for (int batches : new int[] {0, 1, 2, 7, 20, Integer.MAX_VALUE}) {
            if (isReplayable()) {
                List<String> rows = new ArrayList<>();
                Map<String, byte[]> cut = readSome(parallelism, batches, Map.of(), rows);
                Map<String, byte[]> cutAgain = readSome(parallelismAfter, 3, cut, rows);
                assertThat(readSome(parallelism, Integer.MAX_VALUE, cutAgain, rows))
                        .isNotEmpty();
                if (isOrderedThroughout) {
                    assertThat(rows).as("after %d batches", batches).isEqualTo(rows());
                } else {
                    assertThat(rows).as("after %d batches", batches).containsExactlyInAnyOrderElementsOf(rows());
                }
            }
        }
    }

    @Test
    void aPositionMayBeUsedAgainAndAgain() {
        if (isReplayable()) {
            List<String> before = new ArrayList<>();
            Map<String, byte[]> cut = readSome(2, 5, Map.of(), before);
            List<String> unread = new ArrayList<>();
            Map<String, byte[]> cutAgain = readSome(3, 0, cut, unread);
            assertThat(unread).isEmpty();
            for (Map<String, byte[]> position : List.of(cut, cut, cutAgain)) {
                List<String> rows = new ArrayList<>(before);
                readSome(1, Integer.MAX_VALUE, position, rows);
                assertThat(rows).containsExactlyInAnyOrderElementsOf(rows());
            }
        }
    }

    @Test
    void behindTheEndThereIsNothingToRead() {
        if (isReplayable()) {
            List<String> rows = new ArrayList<>();
            Map<String, byte[]> end = readSome(2, Integer.MAX_VALUE, Map.of(), rows);
            rows.clear();
            readSome(1, Integer.MAX_VALUE, end, rows);
            assertThat(rows).isEmpty();
        }
    }

    /** Goes on from a position, takes some batches, or all, with readers in turn, and cuts between two batches. */
    private Map<String, byte[]> readSome(int parallelism, int batches, Map<String, byte[]> from, List<String> rows) {
        Random random = new Random(batches);
        try (Source source = create(parallelism, 10)) {
            boolean isOrdered = source.isOrdered();
            isOrderedThroughout &= isOrdered;
            if (!from.isEmpty()) {
                source.restore(from);
            }
            List<SourceReader> readers = readers(source, parallelism);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            int taken = 0;
            while (taken < batches && !allFinished(readers)) {
                Batch batch = readers.get(random.nextInt(parallelism)).poll();
                if (batch != null) {
                    if (isOrdered) {
                        assertThat(batch.sequence())
                                .as("a run that goes on numbers its batches from 0")
                                .isEqualTo(taken);
                    }
                    rows.addAll(copy(batch));
                    taken++;
                } else if (System.nanoTime() > end) {
                    throw new AssertionError("not finished within " + LIMIT_SECONDS + " s");
                }
            }
            Map<String, byte[]> positions = new HashMap<>();
            for (SourceReader reader : isOrdered ? readers.subList(parallelism - 1, parallelism) : readers) {
                positions.putAll(reader.positions());
            }
            readers.forEach(SourceReader::close);
            return positions;
        }
    }
}
