package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.ManualClock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyedTableTest {
    private static final ManualClock CLOCK = new ManualClock(50_000);

    private static Column[] key(long value) {
        LongColumn column = new LongColumn(1);
        column.set(0, value);
        return new Column[] {column};
    }

    @Test
    void noRoomIsMadeForKeysThatMayLeaveMemory() {
        KeyedSlots slots = new KeyedSlots(0, CLOCK, new LongColumn(0), new LongColumn(0));
        KeyedTable table = new KeyedTable("numbers", slots, new Texts());
        slots.spillTo(new TreeStateBackend(), "numbers", slots::memoryBytes, () -> table);

        table.expect(5_000_000);

        assertThat(slots.memoryBytes()).isLessThan(1 << 20);
    }

    @Test
    void largeValuesAreReadInSmallBlocks() {
        KeyedSlots slots = new KeyedSlots(0, CLOCK, new LongColumn(0));
        Texts texts = new Texts();
        KeyedTable table = new KeyedTable("texts", slots, texts);
        StateOutput key = new StateOutput();
        byte[] value = new byte[300 << 10];
        for (int i = 0; i < 10; i++) {
            key.clear();
            SlotChanges.putKey(key(i), 0, key);
            StateInput keyIn = new StateInput();
            keyIn.reset(key.bytes(), 0, key.length());
            value[0] = (byte) i;
            StateInput valueIn = new StateInput();
            valueIn.reset(value, 0, value.length);
            table.readSoon(keyIn, valueIn);
            // A block ends with the first entry that makes it a megabyte or more: the fourth, and the eighth.
            assertThat(texts.firstBytes.size()).isEqualTo((i + 1) / 4 * 4);
        }
        table.endRead();

        for (int i = 0; i < 10; i++) {
            int[] found = new int[1];
            slots.find(key(i), new int[] {0}, 1, found);
            assertThat(texts.firstBytes).containsEntry(found[0], (byte) i);
        }
    }

    /** Keeps the first byte of each value. */
    private static final class Texts implements SlotState {
        private final Map<Integer, Byte> firstBytes = new HashMap<>();

        @Override
        public void ensureSlots(int count) {
            // There is room for all.
        }

        @Override
        public String schema() {
            return "text";
        }

        @Override
        public void writeSlot(int slot, StateOutput out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readSlot(int slot, StateInput in) {
            byte first = in.getByte();
            int unused = in.take(in.remaining());
            firstBytes.put(slot, first);
        }

        @Override
        public void clearSlots(int[] slots, int count) {
            throw new UnsupportedOperationException();
        }
    }
}
