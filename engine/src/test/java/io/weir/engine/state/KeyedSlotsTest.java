package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.ManualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedSlotsTest {
    private static final long TTL_MILLIS = 1000;

    private final ManualClock clock = new ManualClock(50_000);

    private static Column[] keys(long... values) {
        LongColumn column = new LongColumn(values.length);
        for (int i = 0; i < values.length; i++) {
            column.set(i, values[i]);
        }
        return new Column[] {column};
    }

    private static int[] positions(int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = i;
        }
        return positions;
    }

    private static int[] resolve(KeyedSlots slots, long... keys) {
        int[] result = new int[keys.length];
        slots.resolve(keys(keys), positions(keys.length), keys.length, result);
        return result;
    }

    private static int[] find(KeyedSlots slots, long... keys) {
        int[] result = new int[keys.length];
        slots.find(keys(keys), positions(keys.length), keys.length, result);
        return result;
    }

    private static int[] fresh(KeyedSlots slots) {
        return Arrays.copyOf(slots.freshSlots(), slots.freshCount());
    }

    private static int[] expired(KeyedSlots slots) {
        return Arrays.copyOf(slots.expiredSlots(), slots.expiredCount());
    }

    /** A number for each slot. */
    private static final class Numbers implements SlotState {
        private long[] numbers = new long[0];

        @Override
        public void ensureSlots(int count) {
            numbers = Arrays.copyOf(numbers, Math.max(count, numbers.length));
        }

        @Override
        public String schema() {
            return "number";
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            out.putLong(numbers[slot]);
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            numbers[slot] = in.getLong();
        }
    }

    /** Entries as they are written, and how. */
    private static final class Entries implements StateWriter {
        private final StateOutput key = new StateOutput();
        private final StateOutput value = new StateOutput();
        private final List<byte[]> keys = new ArrayList<>();
        private final List<byte[]> values = new ArrayList<>();
        private int newKeys;
        private int removedKeys;

        @Override
        public void begin(int keyHash) {
            key.clear();
            value.clear();
        }

        @Override
        public void beginForAll() {
            throw new IllegalStateException("There are only keys");
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
            keys.add(Arrays.copyOf(key.bytes(), key.length()));
            values.add(Arrays.copyOf(value.bytes(), value.length()));
        }

        @Override
        public void endNew() {
            newKeys++;
            end();
        }

        @Override
        public void endRemoved() {
            removedKeys++;
        }
    }

    private static Column[] texts(int from, int to) {
        BytesColumn column = new BytesColumn(to - from);
        for (int i = from; i < to; i++) {
            column.set(i - from, "key ".repeat(i % 9) + i);
        }
        return new Column[] {column};
    }

    @Test
    void manyEntriesThatAreReadTogetherAreWhatWasWritten() {
        KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new BytesColumn(0));
        Numbers numbers = new Numbers();
        KeyedTable table = new KeyedTable("numbers", slots, numbers);
        table.startTracking();
        int count = 1_000;
        int[] found = new int[count];
        slots.resolve(texts(0, count), positions(count), count, found);
        numbers.ensureSlots(slots.slotCount());
        for (int i = 0; i < count; i++) {
            numbers.numbers[found[i]] = 3L * i;
        }
        Entries entries = new Entries();
        table.writeChanges(entries);

        KeyedSlots readSlots = new KeyedSlots(TTL_MILLIS, clock, new BytesColumn(0));
        Numbers readNumbers = new Numbers();
        KeyedTable read = new KeyedTable("numbers", readSlots, readNumbers);
        read.startTracking();
        read.expect(count);
        for (int i = 0; i < count; i++) {
            read.readSoon(new StateInput(entries.keys.get(i)), new StateInput(entries.values.get(i)));
        }
        read.endRead();

        int[] again = new int[count];
        readSlots.find(texts(0, count), positions(count), count, again);
        for (int i = 0; i < count; i++) {
            assertThat(readNumbers.numbers[again[i]]).isEqualTo(3L * i);
        }
        Entries changes = new Entries();
        read.writeChanges(changes);
        assertThat(changes.keys).as("what was read has not changed").isEmpty();
        clock.set(50_000 + TTL_MILLIS);
        readSlots.find(texts(0, count), positions(count), count, again);
        assertThat(again).as("times were read").containsOnly(-1);
    }

    @Test
    void onlyKeysThatNoSnapshotHasAreWrittenAsNew() {
        KeyedSlots slots = new KeyedSlots(KeyedSlots.FOREVER, clock, new LongColumn(0));
        KeyedTable table = new KeyedTable("keys", slots);
        table.startTracking();
        resolve(slots, 1, 2, 3);
        table.writeChanges(new Entries());
        resolve(slots, 2, 4);
        slots.remove(find(slots, 1, 3), 2);
        resolve(slots, 3);

        Entries entries = new Entries();
        table.writeChanges(entries);

        assertThat(entries.removedKeys).isEqualTo(2);
        assertThat(entries.keys).as("2 has changed, 4 is new, 3 came again").hasSize(3);
        assertThat(entries.newKeys).isEqualTo(2);
    }

    @Test
    void aKeyIsGoneFromTheMillisecondItsTimeIsOver() {
        KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new LongColumn(0));
        assertThat(resolve(slots, 7, 8)).containsExactly(0, 1);
        clock.set(50_999);
        assertThat(find(slots, 7)).containsExactly(0);
        assertThat(expired(slots)).isEmpty();
        assertThat(resolve(slots, 8)).containsExactly(1);
        assertThat(fresh(slots)).isEmpty();

        clock.set(51_000);

        assertThat(find(slots, 7, 8, 7)).containsExactly(-1, 1, -1);
        assertThat(expired(slots)).containsExactly(0);
        assertThat(slots.keyCount()).isEqualTo(1);
    }

    @Test
    void aKeyThatComesAgainAfterItsTimeIsFresh() {
        KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new LongColumn(0));
        resolve(slots, 7);
        clock.set(51_000);

        int[] again = resolve(slots, 7, 7);

        assertThat(again[1]).isEqualTo(again[0]);
        assertThat(fresh(slots)).containsExactly(again[0]);
        assertThat(expired(slots)).containsExactly(again[0]);
        assertThat(slots.keyCount()).isEqualTo(1);
    }

    @Test
    void withoutTimeToLiveAKeyStays() {
        KeyedSlots slots = new KeyedSlots(KeyedSlots.FOREVER, clock, new LongColumn(0));
        resolve(slots, 7);
        clock.set(Long.MAX_VALUE);
        assertThat(find(slots, 7)).containsExactly(0);
        slots.sweep();
        assertThat(slots.expiredCount()).isZero();
    }

    @Test
    void aTouchBeginsTheTimeAgain() {
        KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new LongColumn(0));
        resolve(slots, 7, 8);
        clock.set(50_600);
        slots.touch(new int[] {1}, 1);
        clock.set(51_100);
        assertThat(find(slots, 7, 8)).containsExactly(-1, 1);
    }

    /** Random writes, look-ups and removals while time passes, against a map; each slot's owner holds its key. */
    @Test
    void slotsAgreeWithAMap() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new LongColumn(0));
            Map<Long, Long> written = new HashMap<>();
            Map<Integer, Long> owned = new HashMap<>();
            long now = 100_000;
            for (int step = 0; step < 3000; step++) {
                now += random.nextInt(20);
                clock.set(now);
                long[] keys = random.longs(random.nextInt(12), 0, 200).toArray();
                switch (random.nextInt(4)) {
                    case 0 -> check(find(slots, keys), keys, slots, written, owned, now);
                    case 1 -> remove(keys, slots, written, owned, now);
                    default -> write(keys, slots, written, owned, now);
                }
            }
        }
    }

    private static void check(
            int[] found, long[] keys, KeyedSlots slots, Map<Long, Long> written, Map<Integer, Long> owned, long now) {
        for (int slot : expired(slots)) {
            assertThat(owned.remove(slot)).as("owner of slot %s", slot).isNotNull();
        }
        for (int i = 0; i < keys.length; i++) {
            boolean isAlive = written.containsKey(keys[i]) && now - written.get(keys[i]) < TTL_MILLIS;
            assertThat(found[i] >= 0).isEqualTo(isAlive);
            if (isAlive) {
                assertThat(owned).containsEntry(found[i], keys[i]);
            }
        }
    }

    private static void write(
            long[] keys, KeyedSlots slots, Map<Long, Long> written, Map<Integer, Long> owned, long now) {
        int[] result = resolve(slots, keys);
        for (int slot : expired(slots)) {
            assertThat(owned.remove(slot)).as("owner of slot %s", slot).isNotNull();
        }
        Set<Integer> expectedFresh = new HashSet<>();
        for (int i = 0; i < keys.length; i++) {
            boolean isAlive = written.containsKey(keys[i]) && now - written.get(keys[i]) < TTL_MILLIS;
            if (!isAlive) {
                expectedFresh.add(result[i]);
                assertThat(owned.put(result[i], keys[i])).isNull();
            }
            assertThat(owned).containsEntry(result[i], keys[i]);
            written.put(keys[i], now);
        }
        assertThat(fresh(slots)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(fresh(slots)).boxed().toList()).containsExactlyInAnyOrderElementsOf(expectedFresh);
        assertThat(slots.keyCount()).isEqualTo(owned.size());
    }

    private static void remove(
            long[] keys, KeyedSlots slots, Map<Long, Long> written, Map<Integer, Long> owned, long now) {
        int[] found = find(slots, keys);
        check(found, keys, slots, written, owned, now);
        int[] there = Arrays.stream(found).filter(slot -> slot >= 0).distinct().toArray();
        slots.remove(there, there.length);
        for (int slot : there) {
            written.remove(owned.remove(slot));
        }
    }

    @Test
    void memoryShrinksWhenKeysDoNotComeAgain() {
        KeyedSlots slots = new KeyedSlots(TTL_MILLIS, clock, new LongColumn(0));
        for (long key = 0; key < 200_000; key += 1000) {
            resolve(slots, java.util.stream.LongStream.range(key, key + 1000).toArray());
        }
        long full = slots.memoryBytes();
        clock.set(50_900);
        int[] kept = resolve(slots, 5, 77_000, 199_999);
        clock.set(51_500);

        for (int i = 0; i < 1000 && slots.keyCount() > 3; i++) {
            clock.set(Math.max(51_500, slots.nextSweepMillis()));
            slots.sweep();
        }

        assertThat(slots.keyCount()).isEqualTo(3);
        assertThat(slots.isSparse()).isTrue();
        assertThat(slots.pack()).containsExactly(kept);
        assertThat(slots.isSparse()).isFalse();
        assertThat(find(slots, 77_000, 5, 199_999, 6)).containsExactly(1, 0, 2, -1);
        assertThat(slots.slotCount()).isEqualTo(3);
        assertThat(slots.memoryBytes()).isLessThan(full / 4);
        clock.set(51_900);
        assertThat(slots.nextSweepMillis()).isLessThanOrEqualTo(51_900 + TTL_MILLIS / 4);
        assertThat(find(slots, 77_000)).containsExactly(-1);
    }
}
