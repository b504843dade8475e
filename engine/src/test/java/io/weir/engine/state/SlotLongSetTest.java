package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotLongSetTest {
    private record Pair(int slot, long value) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPairIsNewOnce(boolean isInt) {
        Random random = new Random(9);
        SlotLongSet set = new SlotLongSet();
        for (int life = 0; life < 3; life++) {
            Set<Pair> expected = new HashSet<>();
            for (int round = 0; round < 60; round++) {
                // Values and slots that would collide if the hash mixed them badly
                Column column = isInt ? new IntColumn(300) : new LongColumn(300);
                long[] values = new long[300];
                for (int i = 0; i < 300; i++) {
                    values[i] = random.nextInt(1 + 20 * round) - 50;
                    if (column instanceof LongColumn longs) {
                        longs.set(i, values[i]);
                    } else {
                        ((IntColumn) column).set(i, (int) values[i]);
                    }
                    if (random.nextInt(10) == 0) {
                        column.setNull(i);
                    }
                }
                int[] positions = random.ints(200, 0, 300).toArray();
                int[] slots = random.ints(200, 0, 1 + round).toArray();
                int[] newPositions = new int[200];
                int[] newSlots = new int[200];
                int fresh = set.addAll(column, positions, slots, 200, newPositions, newSlots);

                List<Pair> expectedFresh = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    Pair pair = new Pair(slots[i], values[positions[i]]);
                    if (!column.isNull(positions[i]) && expected.add(pair)) {
                        expectedFresh.add(pair);
                    }
                }
                List<Pair> actualFresh = new ArrayList<>();
                for (int i = 0; i < fresh; i++) {
                    actualFresh.add(new Pair(newSlots[i], values[newPositions[i]]));
                }
                assertThat(actualFresh).isEqualTo(expectedFresh);
                assertThat(set.size()).isEqualTo(expected.size());
            }
            LongColumn copy = new LongColumn(0);
            int[] slots = new int[set.size()];
            set.copyTo(copy, slots);
            Set<Pair> copied = new HashSet<>();
            for (int i = 0; i < slots.length; i++) {
                copied.add(new Pair(slots[i], copy.get(i)));
            }
            assertThat(copied).isEqualTo(expected);
            set.clear();
        }
    }
}
