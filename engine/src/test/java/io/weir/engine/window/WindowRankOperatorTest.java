package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorTester;
import io.weir.engine.state.RowOrder;
import io.weir.plan.node.SortField;
import io.weir.plan.node.Window;
import io.weir.plan.node.Windowing;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against rows that are collected by window and key, and then sorted. */
class WindowRankOperatorTest {
    private static final int SIZE = 10;
    private static final RowType TYPE =
            RowType.of(new BigIntType(), new BigIntType(), new BigIntType(), new TimestampType(3));
    private static final RowType RANKED =
            RowType.of(new BigIntType(), new BigIntType(), new BigIntType(), new TimestampType(3), new BigIntType());
    private static final WindowInput INPUT = WindowInput.of(
            new Windowing.WindowAttached(new Window.Tumbling(SIZE, 0), new TimestampType(3), true, -1, 3),
            ZoneOffset.UTC);

    private record Input(Long key, long id, long score, long end) {}

    private record Key(long end, String key) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::end).thenComparing(Key::key).compare(this, other);
        }
    }

    private static WindowRankOperator.Choice choice(boolean prefersLater, int start, int end, boolean hasRank) {
        RowOrder order = new RowOrder(List.of(new SortField(2, true, false)), TYPE);
        return new WindowRankOperator.Choice(TYPE, new int[] {0}, order, prefersLater, start, end, hasRank);
    }

    private static List<String> expected(List<Input> rows, boolean prefersLater, int start, int end) {
        TreeMap<Key, List<Input>> windows = new TreeMap<>();
        for (Input row : rows) {
            windows.computeIfAbsent(new Key(row.end, Objects.toString(row.key)), key -> new ArrayList<>())
                    .add(row);
        }
        List<String> result = new ArrayList<>();
        Comparator<Input> order = Comparator.comparing(Input::score);
        if (prefersLater) {
            order = order.thenComparing(Input::id, Comparator.reverseOrder());
        }
        for (List<Input> window : windows.values()) {
            window.sort(order);
            for (int rank = start; rank <= Math.min(end, window.size()); rank++) {
                Input row = window.get(rank - 1);
                String time =
                        TimestampData.fromEpochMillis(row.end).toLocalDateTime().toString();
                result.add("+I[" + row.key + ", " + row.id + ", " + row.score + ", " + time + ", " + rank + "]");
            }
        }
        result.sort(null);
        return result;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesTheBestRowsOfEachKeyAndWindow(boolean prefersLater) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int start = 1 + random.nextInt(2);
            int end = start + random.nextInt(3);
            WindowRankOperator.Choice choice = choice(prefersLater, start, end, true);
            OperatorTester tester = new OperatorTester(TYPE, RANKED, () -> new WindowRankOperator(INPUT, choice))
                    .restorable(new int[] {0});
            List<Input> taken = new ArrayList<>();
            long watermark = Long.MIN_VALUE;
            int late = 0;
            for (int id = 0; id < 100; id++) {
                if (random.nextInt(10) == 0) {
                    watermark = Math.max(watermark, id - random.nextInt(30));
                    tester.watermark(watermark);
                }
                Long key = random.nextInt(5) == 0 ? null : (long) random.nextInt(3);
                long windowEnd = SIZE * ((id - random.nextInt(20)) / SIZE + 1L);
                long score = random.nextInt(6);
                tester.row(key, (long) id, score, TimestampData.fromEpochMillis(windowEnd));
                if (watermark >= windowEnd - 1) {
                    late++;
                } else {
                    taken.add(new Input(key, id, score, windowEnd));
                }
            }

            OperatorTester.Answer answer = tester.runInSomeModes(seed, 5);

            assertThat(answer.rows()).as("seed " + seed).isEqualTo(expected(taken, prefersLater, start, end));
            assertThat(answer.lateRows()).as("late rows, seed " + seed).isEqualTo(late);
        }
    }

    @Test
    void aKeysRowsAreGivenOutBestFirst() {
        WindowRankOperator.Choice choice = choice(false, 1, 3, false);
        OperatorTester tester =
                new OperatorTester(TYPE, TYPE, () -> new WindowRankOperator(INPUT, choice)).restorable(new int[] {0});
        TimestampData end = TimestampData.fromEpochMillis(SIZE);
        for (long score : new long[] {5, 1, 4, 2, 3}) {
            tester.row(7L, score, score, end);
        }

        assertThat(tester.runInOrder(OperatorTester.Cut.ALL, true, 2, 0))
                .containsExactly(
                        "+I[7, 1, 1, 1970-01-01T00:00:00.010]",
                        "+I[7, 2, 2, 1970-01-01T00:00:00.010]",
                        "+I[7, 3, 3, 1970-01-01T00:00:00.010]");
    }
}
