package io.weir.connector.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes, crashes and other parallelisms, against a map of the collections library. */
class ViewOracleTest {
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {new BigIntType(false), new VarCharType(false, 20), new BigIntType()},
            new String[] {"id", "page", "value"});
    private static final int[] KEY = {1, 0};
    private static final int[] PARALLELISMS = {1, 3, 2};
    private static final int EPOCHS = 60;

    private static Map<List<Object>, Long> contents(ViewCatalog catalog) {
        Map<List<Object>, Long> contents = new HashMap<>();
        ViewRows rows = catalog.get("t").read(ViewQuery.ALL.withLimit(1_000_000));
        for (Row row : rows.toRows()) {
            contents.put(List.of(row.getField(0), row.getField(1)), (Long) row.getField(2));
        }
        assertThat(contents).hasSize(rows.rowCount());
        return contents;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyEpochShowsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        SavedEpochs saved = new SavedEpochs();
        ViewCatalog catalog = new ViewCatalog();
        Map<List<Object>, Long> committed = new HashMap<>();
        ViewRun run = new ViewRun(catalog, saved, TYPE, KEY, Map.of(), 1, 0);
        for (int i = 0; i < EPOCHS; i++) {
            // Given changes of an epoch, each key any number of times
            Map<List<Object>, Long> next = new HashMap<>(committed);
            change(random, run, next);
            assertThat(contents(catalog))
                    .as("seed %d, before epoch %d", seed, i)
                    .isEqualTo(committed);

            // When the epoch is committed, or is prepared and then lost with the process
            boolean isLost = random.nextInt(4) == 0;
            long before = run.epoch();
            if (isLost) {
                run.prepare();
            } else {
                run.commit();
                committed = next;
            }

            // Then it is visible, whole, or not at all
            assertThat(contents(catalog)).as("seed %d, epoch %d", seed, i).isEqualTo(committed);
            assertThat(saved.entryCount(run.epoch())).isEqualTo(next.size());
            if (isLost || random.nextInt(6) == 0) {
                // And another process, of another parallelism, has it again
                boolean isNewProcess = random.nextBoolean();
                run.close();
                catalog = isNewProcess ? new ViewCatalog() : catalog;
                long from = isLost ? before : run.epoch();
                run = new ViewRun(catalog, saved, TYPE, KEY, Map.of(), PARALLELISMS[random.nextInt(3)], from);
                if (from > 0) {
                    assertThat(contents(catalog))
                            .as("seed %d, after %d", seed, i)
                            .isEqualTo(committed);
                    assertThat(catalog.get("t").freshness().epoch()).isEqualTo(from);
                }
            }
        }
        run.close();
    }

    private static void change(Random random, ViewRun run, Map<List<Object>, Long> rows) {
        int count = random.nextInt(80);
        for (int j = 0; j < count; j++) {
            long id = random.nextInt(15);
            String page = "/p" + random.nextInt(5);
            if (random.nextInt(3) == 0) {
                run.delete(id, StringData.fromString(page), null);
                rows.remove(List.of(id, page));
            } else {
                Long value = random.nextInt(10) == 0 ? null : random.nextLong();
                run.upsert(id, StringData.fromString(page), value);
                rows.put(List.of(id, page), value);
            }
        }
    }

    @Test
    void noReaderSeesHalfAnEpoch() throws InterruptedException {
        // Given readers that compare all rows of a view with one another, all the time
        int keys = 200;
        ViewCatalog catalog = new ViewCatalog();
        ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 3, 0);
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread reader = new Thread(() -> {
                while (!isDone.get()) {
                    Map<Long, Long> values = new TreeMap<>();
                    ViewRows rows = catalog.get("t").read(ViewQuery.ALL.withLimit(keys + 1));
                    rows.toRows().forEach(row -> values.merge((Long) row.getField(2), 1L, Long::sum));
                    boolean isWhole = values.isEmpty()
                            || (values.size() == 1
                                    && values.containsKey(rows.freshness().epoch())
                                    && rows.rowCount() == keys);
                    if (!isWhole) {
                        wrong.set(rows.freshness() + " " + values);
                    }
                }
            });
            reader.start();
            readers.add(reader);
        }

        // When each epoch writes its number into every row, by three writers
        for (long epoch = 1; epoch <= 300; epoch++) {
            for (long id = 0; id < keys; id++) {
                run.upsert(id, StringData.fromString("/p" + id % 7), epoch);
            }
            run.commit();
        }
        isDone.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        run.close();

        // Then all rows that are seen at once are of one epoch, that which the reader is told of
        assertThat(wrong.get()).isEmpty();
    }
}
