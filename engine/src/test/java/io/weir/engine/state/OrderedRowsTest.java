package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against lists. */
class OrderedRowsTest {
    private static final int KEYS = 3;

    private static void check(OrderedRows rows, List<List<Integer>> lists) {
        for (int slot = 0; slot < KEYS; slot++) {
            List<Integer> list = lists.get(slot);
            assertThat(rows.size(slot)).isEqualTo(list.size());
            int row = rows.rowAt(slot, 0);
            for (int i = 0; i < list.size(); i++) {
                assertThat(row).isEqualTo(list.get(i)).isEqualTo(rows.rowAt(slot, i));
                assertThat(rows.rank(row)).isEqualTo(i);
                row = rows.next(row);
            }
            assertThat(row).isEqualTo(OrderedRows.NONE).isEqualTo(rows.rowAt(slot, list.size()));
        }
    }

    @Test
    void rowsHaveTheRanksThatTheyWereGiven() {
        Random random = new Random(1);
        OrderedRows rows = new OrderedRows();
        rows.ensureSlots(KEYS);
        List<List<Integer>> lists = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int slot = 0; slot < KEYS; slot++) {
            lists.add(new ArrayList<>());
        }
        int next = 0;
        for (int step = 0; step < 3000; step++) {
            int slot = random.nextInt(KEYS);
            List<Integer> list = lists.get(slot);
            if (random.nextInt(5) < (step < 2000 ? 3 : 1) || list.isEmpty()) {
                int row = free.isEmpty() ? next++ : free.remove(free.size() - 1);
                int rank = random.nextInt(list.size() + 1);
                rows.insert(slot, row, rank);
                list.add(rank, row);
            } else {
                int row = list.remove(random.nextInt(list.size()));
                rows.remove(slot, row);
                free.add(row);
            }
            if (step % 50 == 0) {
                check(rows, lists);
            }
        }
        check(rows, lists);
    }

    @Test
    void aNewRowComesAfterEqualOnes() {
        OrderedRows rows = new OrderedRows();
        rows.ensureSlots(1);
        for (int row = 0; row < 10; row++) {
            rows.insert(0, row, row);
        }

        // The rows' numbers are their values, two of each.
        assertThat(rows.rankOf(0, row -> Integer.compare(3, row / 2))).isEqualTo(8);
        assertThat(rows.rankOf(0, row -> -1)).isZero();
        assertThat(rows.rankOf(0, row -> 1)).isEqualTo(10);
    }

    @Test
    void keysThatAreNumberedAnewKeepTheirRows() {
        OrderedRows rows = new OrderedRows();
        rows.ensureSlots(3);
        rows.insert(2, 7, 0);
        rows.moveSlots(new int[] {2});

        assertThat(rows.rowAt(0, 0)).isEqualTo(7);
    }
}
