package io.weir.engine.state;

import io.weir.columnar.Column;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@link KeyedSlots} for which memory has no room: entries of a {@link ColdTable}, key by key, with all
 * that is kept for the key. A key is either in memory or here.
 *
 * <p>A key that is asked for comes back into memory, into a slot. When memory is full, between batches, keys leave that
 * have not been asked for of late and that have not changed since the last snapshot; so what is here never has to be
 * written into an epoch.
 */
final class ColdKeys {
    /** Fewer keys than these are never sent away, unless no memory is to be used at all. */
    private static final int HOT_KEYS_MIN = 1024;

    /** After a search for keys that may leave has found few, so many batches pass before the next one. */
    private static final int PAUSE_BATCHES = 16;

    private static final int SWEPT_MIN = 64;
    private static final byte[] START = {};
    private static final int[] FIRST = {0};

    private final ColdTable table;
    private final LongSupplier hotBytesMax;
    private final LongSupplier memoryBytes;
    private final Supplier<KeyedTable> valuesOfOwner;
    /** What the owner gave last; it gives others only after slots were numbered anew. */
    private @Nullable KeyedTable knownValues;

    private final StateOutput key = new StateOutput();
    private final StateOutput value = new StateOutput();
    private final PartBuffer parts = new PartBuffer();
    private final StateInput in = new StateInput();
    private final StateInput partKey = new StateInput();
    private final StateInput partValue = new StateInput();

    private long count;
    /** True if the keys here are in no snapshot yet: they came together from several instances. */
    private boolean isUnsaved;

    private boolean[] referenced = new boolean[0];
    private int hand;
    private int hotKeysMax = Integer.MAX_VALUE;
    private long boundedBytes;
    private int pausedBatches;
    private byte[] sweptKey = START;

    ColdKeys(ColdTable table, LongSupplier hotBytesMax, LongSupplier memoryBytes, Supplier<KeyedTable> values) {
        this.table = table;
        this.hotBytesMax = hotBytesMax;
        this.memoryBytes = memoryBytes;
        valuesOfOwner = values;
    }

    private KeyedTable values() {
        KeyedTable known = knownValues;
        if (known == null) {
            known = valuesOfOwner.get();
            knownValues = known;
        }
        return known;
    }

    /** The number of keys here. */
    long count() {
        return count;
    }

    // ---- coming back
    // ---------------------------------------------------------------------------------------------------

    /**
     * Reads what is kept for the key at a position into a slot.
     *
     * @return false if the key is not here
     */
    boolean load(KeyedSlots keys, Column[] columns, int position, int slot) {
        byte[] found = take(columns, position);
        if (found == null) {
            return false;
        }
        read(keys, found, slot);
        return true;
    }

    /** As {@link #load}, of a key that has no slot yet: gives it one, or answers -1. */
    int load(KeyedSlots keys, Column[] columns, int position) {
        byte[] found = take(columns, position);
        if (found == null) {
            return -1;
        }
        int[] slot = new int[1];
        keys.index().resolve(columns, new int[] {position}, 1, slot);
        read(keys, found, slot[0]);
        return slot[0];
    }

    /** Brings the keys of rows back that have no slot; true if some have come. */
    boolean loadMissing(KeyedSlots keys, Column[] columns, int[] positions, int number, int[] slots) {
        boolean hasCome = false;
        for (int i = 0; i < number && count > 0; i++) {
            hasCome |= slots[i] < 0 && load(keys, columns, positions[i]) >= 0;
        }
        return hasCome;
    }

    private byte @Nullable [] take(Column[] columns, int position) {
        if (count == 0) {
            return null;
        }
        key.clear();
        SlotChanges.putKey(columns, position, key);
        byte[] found = table.take(key.bytes(), key.length());
        count -= found == null ? 0 : 1;
        return found;
    }

    private void read(KeyedSlots keys, byte[] found, int slot) {
        KeyedTable to = values();
        in.reset(found, 0, found.length);
        keys.entries().readSlot(slot, in, to.values(), isUnsaved);
        if (to.hasParts()) {
            SlotState last = to.values()[to.values().length - 1];
            while (!in.isAtEnd()) {
                next(partKey);
                next(partValue);
                last.readPart(slot, partKey, partValue);
            }
            if (isUnsaved) {
                last.markParts(slot);
            }
        }
    }

    private void next(StateInput part) {
        int length = in.getCount();
        int start = in.take(length);
        part.reset(in.bytes(), start, start + length);
    }

    // ---- leaving
    // -------------------------------------------------------------------------------------------------------

    /** True if what is kept here for a key is just what a snapshot of the table has. */
    boolean isLike(SlotState[] others, boolean hasParts) {
        KeyedTable own = values();
        return !hasParts && !own.hasParts() && own.values().length == others.length;
    }

    /** Takes an entry of a snapshot as it is. */
    void add(StateInput keyInput, StateInput valueInput) {
        key.clear();
        value.clear();
        putRest(keyInput, key);
        putRest(valueInput, value);
        table.put(key.bytes(), key.length(), value.bytes(), value.length());
        count++;
    }

    private static void putRest(StateInput from, StateOutput to) {
        int length = from.remaining();
        to.putRaw(from.bytes(), from.take(length), length);
    }

    /** These slots have been asked for. */
    void refer(int[] slots, int number, int slotCount) {
        if (referenced.length < slotCount) {
            referenced = Arrays.copyOf(referenced, Math.max(slotCount, 2 * referenced.length));
        }
        for (int i = 0; i < number; i++) {
            if (slots[i] >= 0) {
                referenced[slots[i]] = true;
            }
        }
    }

    /** Slots were numbered anew. */
    void pack() {
        knownValues = null;
        hand = 0;
        Arrays.fill(referenced, false);
    }

    /** True if there is no room for more keys in memory. */
    boolean isFull(int hotKeys) {
        if (hotKeys <= hotKeysMax) {
            long bytes = memoryBytes.getAsLong();
            long most = hotBytesMax.getAsLong();
            if (bytes <= Math.max(most, boundedBytes)) {
                return false;
            }
            // What was made room for is not given back, so only more than that is a reason to keep fewer keys.
            boundedBytes = bytes + bytes / 8;
            hotKeysMax = most == 0 ? 0 : (int) Math.max(HOT_KEYS_MIN, (double) hotKeys * most / bytes);
        }
        return hotKeys > hotKeysMax;
    }

    /** Sends keys away if there are too many; nobody may hold a slot. */
    void trim(KeyedSlots keys) {
        if (pausedBatches > 0) {
            pausedBatches--;
            return;
        }
        int hotKeys = keys.index().keyCount();
        if (isFull(hotKeys)) {
            int wanted = hotKeys - hotKeysMax / 4 * 3;
            if (evict(keys, wanted) < wanted / 8) {
                pausedBatches = PAUSE_BATCHES;
            }
        }
    }

    private int evict(KeyedSlots keys, int wanted) {
        SlotChanges changes = keys.changes();
        boolean[] occupied = keys.index().occupied();
        boolean spares = hotKeysMax > 0;
        keys.ensureSlots();
        for (SlotState state : values().values()) {
            // While a snapshot is read, only a part of a key may have come.
            state.ensureSlots(occupied.length);
        }
        refer(FIRST, 0, occupied.length);
        int[] evicted = new int[wanted];
        int number = 0;
        for (int steps = 0; steps < 2 * occupied.length && number < wanted; steps++) {
            hand = hand + 1 >= occupied.length ? 0 : hand + 1;
            if (!occupied[hand] || (changes != null && changes.hasChanged(hand)) || hasChanged(hand)) {
                continue;
            }
            if (referenced[hand] && spares) {
                referenced[hand] = false;
                continue;
            }
            occupied[hand] = false;
            write(keys, hand);
            evicted[number++] = hand;
        }
        for (SlotState state : values().values()) {
            state.clearSlots(evicted, number);
        }
        keys.evicted(evicted, number);
        return number;
    }

    private boolean hasChanged(int slot) {
        for (SlotState state : values().values()) {
            if (state.hasChanged(slot)) {
                return true;
            }
        }
        return false;
    }

    private void write(KeyedSlots keys, int slot) {
        KeyedTable from = values();
        key.clear();
        value.clear();
        SlotChanges.putKey(keys.keys(), slot, key);
        keys.entries().writeSlot(slot, value, from.values());
        if (from.hasParts()) {
            from.values()[from.values().length - 1].evictParts(slot, parts);
        }
        table.put(key.bytes(), key.length(), value.bytes(), value.length());
        count++;
    }

    /** Writes parts one behind the other: the key without the slot's, then the value, each with its length. */
    private final class PartBuffer implements StateWriter {
        private final StateOutput partKeyOut = new StateOutput();
        private final StateOutput partValueOut = new StateOutput();

        @Override
        public void begin(int keyHash) {
            partKeyOut.clear();
            partValueOut.clear();
        }

        @Override
        public void beginForAll() {
            throw new IllegalStateException("A part belongs to a key");
        }

        @Override
        public StateOutput key() {
            return partKeyOut;
        }

        @Override
        public StateOutput value() {
            return partValueOut;
        }

        @Override
        public void end() {
            int slotKey = key.length();
            value.putBytes(partKeyOut.bytes(), slotKey, partKeyOut.length() - slotKey);
            value.putBytes(partValueOut.bytes(), 0, partValueOut.length());
        }

        @Override
        public void endRemoved() {
            throw new IllegalStateException("A slot that leaves memory has its parts");
        }
    }

    // ---- snapshots
    // -----------------------------------------------------------------------------------------------------

    /** A snapshot begins anew: it will have to have all keys that are here. */
    void startTracking() {
        isUnsaved = count > 0;
    }

    /** Writes all keys, if no snapshot has them, some at a time. */
    void writeUnsaved(KeyedSlots keys, Runnable write) {
        byte[] from = START;
        while (isUnsaved) {
            int[] left = {HOT_KEYS_MIN};
            // Those that leave again, because they are written, stand before the ones that are still to come.
            from = table.visit(from, (coldKey, coldValue) -> {
                partKey.reset(coldKey, 0, coldKey.length);
                boolean unused = load(keys, keys.entries().readKey(partKey), 0) >= 0;
                return --left[0] > 0;
            });
            write.run();
            isUnsaved = from.length > 0;
            pausedBatches = 0;
            trim(keys);
        }
    }

    /** Brings some keys back whose time is over, which are forgotten there. */
    void sweep(KeyedSlots keys, long now, int most, IntList expired) {
        if (count == 0) {
            sweptKey = START;
            return;
        }
        int[] left = {Math.max(SWEPT_MIN, most)};
        sweptKey = table.visit(sweptKey, (coldKey, coldValue) -> {
            in.reset(coldValue, 0, coldValue.length);
            if (keys.times().isTimeOver(in.getLong(), now)) {
                partKey.reset(coldKey, 0, coldKey.length);
                expired.add(load(keys, keys.entries().readKey(partKey), 0));
            }
            return --left[0] > 0;
        });
    }

    void clear() {
        table.clear();
        count = 0;
        isUnsaved = false;
        sweptKey = START;
    }

    long memoryBytes() {
        return referenced.length + (long) key.bytes().length + value.bytes().length;
    }
}
