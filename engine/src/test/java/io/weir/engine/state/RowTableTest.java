package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Against a list of rows per key, which is what a restored table must give back. */
class RowTableTest {
    private static final RowType TYPE = RowType.of(new BigIntType(), new BigIntType());
    private static final int[] KEY = {0};

    private final RowStore store = new RowStore(TYPE);
    private final RowTable table = new RowTable("rows", store, KEY);
    private final Map<String, String> saved = new TreeMap<>();
    private final Recorder recorder = new Recorder();

    private final class Recorder implements StateWriter {
        private final StateOutput key = new StateOutput();
        private final StateOutput value = new StateOutput();
        private int entries;
        private int hash;

        @Override
        public void begin(int keyHash) {
            hash = keyHash;
            key.clear();
            value.clear();
            entries++;
        }

        @Override
        public void beginForAll() {
            throw new AssertionError("each row has a key");
        }

        @Override
        public StateOutput key() {
            return key;
        }

        @Override
        public StateOutput value() {
            return value;
        }

        @Override
        public void end() {
            StateInput row = new StateInput(value.bytes());
            Batch batch = row(0, 0);
            row.getRow(batch, 0);
            assertThat(hash).isEqualTo(KeyHasher.hash(new Column[] {batch.column(0)}, 0));
            saved.put(hex(key), hex(value));
        }

        @Override
        public void endRemoved() {
            assertThat(saved.remove(hex(key))).as("what is removed is there").isNotNull();
        }

        private String hex(StateOutput bytes) {
            return HexFormat.of().formatHex(bytes.bytes(), 0, bytes.length());
        }
    }

    private static Batch row(long key, long value) {
        Batch batch = new Batch(new LongColumn(1), new LongColumn(1));
        ((LongColumn) batch.column(0)).set(0, key);
        ((LongColumn) batch.column(1)).set(0, value);
        batch.setRowCount(1);
        return batch;
    }

    private int add(long key, long value) {
        int row = store.add(row(key, value), 0);
        table.added(row);
        return row;
    }

    private void remove(int row) {
        table.removed(row);
        store.remove(row);
    }

    private int write() {
        recorder.entries = 0;
        table.writeChanges(recorder);
        return recorder.entries;
    }

    /** The values of each key, as a table that reads what was saved gives them back. */
    private Map<Long, List<Long>> restored(Random random) {
        RowStore other = new RowStore(TYPE);
        RowTable read = new RowTable("rows", other, KEY);
        read.startTracking();
        List<String> keys = new ArrayList<>(saved.keySet());
        Collections.shuffle(keys, random);
        for (String key : keys) {
            read.read(
                    new StateInput(HexFormat.of().parseHex(key)),
                    new StateInput(HexFormat.of().parseHex(saved.get(key))));
        }
        Map<Long, List<Long>> values = new TreeMap<>();
        for (int row = read.pollRead(); row >= 0; row = read.pollRead()) {
            long key = ((LongColumn) other.rows().column(0)).get(row);
            values.computeIfAbsent(key, missing -> new ArrayList<>())
                    .add(((LongColumn) other.rows().column(1)).get(row));
        }
        return values;
    }

    @Test
    void rowsComeBackInTheOrderOfTheirKey() {
        table.startTracking();
        Random random = new Random(5);
        Map<Long, List<Long>> expected = new TreeMap<>();
        Map<Long, List<Integer>> rows = new TreeMap<>();
        for (long step = 0; step < 3000; step++) {
            long key = random.nextInt(6);
            List<Long> values = expected.computeIfAbsent(key, missing -> new ArrayList<>());
            List<Integer> numbers = rows.computeIfAbsent(key, missing -> new ArrayList<>());
            int at = values.isEmpty() ? 0 : random.nextInt(values.size());
            switch (values.size() < 3 ? 0 : random.nextInt(3)) {
                case 0 -> {
                    values.add(step);
                    numbers.add(add(key, step));
                }
                case 1 -> {
                    remove(numbers.remove(at));
                    long unused = values.remove(at);
                }
                default -> {
                    int row = store.add(row(key, step), 0);
                    table.replaced(numbers.get(at), row);
                    store.remove(numbers.set(at, row));
                    values.set(at, step);
                }
            }
            if (random.nextInt(10) == 0) {
                int unused = write();
                assertThat(restored(random)).as("step " + step).isEqualTo(expected);
            }
        }
    }

    @Test
    void onlyWhatChangedIsWritten() {
        table.startTracking();
        int first = add(1, 10);
        int second = add(1, 20);
        remove(add(1, 30));
        assertThat(write()).as("a row that came and went was never there").isEqualTo(2);
        assertThat(write()).isZero();

        table.changed(second);
        remove(first);

        assertThat(write()).isEqualTo(2);
        assertThat(restored(new Random(0))).isEqualTo(Map.of(1L, List.of(20L)));
    }

    @Test
    void withoutEpochsNothingIsKeptAccountOf() {
        long empty = table.memoryBytes();
        for (long i = 0; i < 1000; i++) {
            table.changed(add(1, i));
        }

        assertThat(table.memoryBytes()).isEqualTo(empty);
        assertThat(write()).isZero();
    }
}
