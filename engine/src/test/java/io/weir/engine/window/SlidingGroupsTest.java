package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.GroupTable;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class SlidingGroupsTest {
    private static Aggregation aggregation(String function) {
        return new Aggregation(
                new int[] {0},
                List.of(new AggregateCall(
                        "EXPR",
                        new FunctionReference(
                                FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                        List.of(0),
                        OptionalInt.empty(),
                        false,
                        false,
                        false,
                        new BigIntType())),
                RowType.of(new BigIntType()));
    }

    private static GroupTable table(Aggregation aggregation, long firstKey, int count) {
        LongColumn keys = new LongColumn(count);
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            keys.set(i, firstKey + i);
            positions[i] = i;
        }
        Batch batch = new Batch(keys);
        batch.setRowCount(count);
        GroupTable table = aggregation.newTable();
        table.add(batch, positions, count);
        return table;
    }

    @Test
    void groupsThatHaveLeftAreForgottenAlthoughNewOnesKeepComing() {
        // Given windows of four slices, and in each slice 500 keys that never come again
        Aggregation aggregation = aggregation("COUNT");
        SlidingGroups groups = new SlidingGroups(aggregation, SlicedWindows.hopping(40, 10, 0), false);

        // When the window moves on for long
        int largest = 0;
        for (int slice = 1; slice <= 200; slice++) {
            groups.removeUpTo((slice - 4) * 10L, table -> {});
            groups.add(new SliceKey(slice * 10L, slice * 10L), table(aggregation, slice * 500L, 500));
            largest = Math.max(largest, groups.groups().size());
        }

        // Then the groups kept are a few times those in the window, not all that there ever were
        assertThat(largest).isLessThan(4 * 4 * 500);
        int live = 0;
        for (int slot = 0; slot < groups.groups().size(); slot++) {
            live += groups.isLive(slot) ? 1 : 0;
        }
        assertThat(live).isEqualTo(4 * 500);
    }

    @Test
    void aLongWindowWithFewRowsNeedsLittleMemory() {
        // Given a window of a hundred thousand slices that cannot be subtracted, with rows in two of them
        Aggregation aggregation = aggregation("MAX");
        SlidingGroups groups = new SlidingGroups(aggregation, SlicedWindows.hopping(100_000, 1, 0), false);
        groups.add(new SliceKey(7, 7), table(aggregation, 1, 1));
        groups.add(new SliceKey(90_003, 90_003), table(aggregation, 2, 1));

        // When it is put together
        GroupTable all = groups.groups();

        // Then both groups are there, and no block was made for the empty stretches
        assertThat(all.size()).isEqualTo(2);
        assertThat(groups.blockCount()).isLessThan(40);
    }
}
