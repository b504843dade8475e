package io.weir.engine.state;

import io.weir.engine.time.Clock;
import java.util.Arrays;

/**
 * By slot, when its key was written last, and whose time to live is over since. Where keys are kept for ever, nothing
 * is kept account of.
 */
final class KeyTimes {
    /** Stands for slots that are free: their time is never over. */
    private static final long FREE = Long.MAX_VALUE;

    private static final long SWEEP_PAUSE_MILLIS_MAX = 60_000;

    private final long ttlMillis;
    private final Clock clock;
    private long[] writtenMillis = new long[0];
    /** The slot at which the sweep goes on, or at the end the size. */
    private int sweepSlot;

    private long nextSweepMillis = Long.MIN_VALUE;

    KeyTimes(long ttlMillis, Clock clock) {
        this.ttlMillis = Math.max(ttlMillis, KeyedSlots.FOREVER);
        this.clock = clock;
    }

    boolean isOn() {
        return ttlMillis != KeyedSlots.FOREVER;
    }

    long now() {
        return clock.currentTimeMillis();
    }

    long[] writtenMillis() {
        return writtenMillis;
    }

    void ensureSlots(int count) {
        if (isOn() && writtenMillis.length < count) {
            writtenMillis = Arrays.copyOf(writtenMillis, Math.max(count, 2 * writtenMillis.length));
        }
    }

    void set(int slot, long millis) {
        writtenMillis[slot] = millis;
    }

    /** These slots are written now. */
    void set(int[] slots, int count) {
        long now = now();
        for (int i = 0; i < count; i++) {
            writtenMillis[slots[i]] = now;
        }
    }

    /** Puts -1 in place of slots whose time is over, each of which goes to the expired ones once. */
    void expire(int[] slots, int count, IntList expired) {
        long now = now();
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            if (slot >= 0 && isOver(slot, now)) {
                slots[i] = -1;
                expired.add(slot);
                // Found once more in the same call, it is not to expire twice.
                free(slot);
            } else if (slot >= 0 && writtenMillis[slot] == FREE) {
                slots[i] = -1;
            }
        }
    }

    void free(int slot) {
        writtenMillis[slot] = FREE;
    }

    void free(int[] slots, int count) {
        for (int i = 0; isOn() && i < count; i++) {
            free(slots[i]);
        }
    }

    boolean isOver(int slot, long now) {
        return isTimeOver(writtenMillis[slot], now);
    }

    boolean isTimeOver(long written, long now) {
        return written != FREE && now - written >= ttlMillis;
    }

    /** When {@link #sweep} has something to do next. */
    long nextSweepMillis() {
        return nextSweepMillis;
    }

    /**
     * Frees some slots whose time is over.
     *
     * @param size all slots are below it
     */
    void sweep(long now, int slotsMax, int size, IntList expired) {
        int end = (int) Math.min(size, (long) sweepSlot + slotsMax);
        for (int slot = sweepSlot; slot < end; slot++) {
            if (isOver(slot, now)) {
                expired.add(slot);
                free(slot);
            }
        }
        sweepSlot = end;
        if (end == size) {
            sweepSlot = 0;
            nextSweepMillis = now + Math.max(1, Math.min(ttlMillis / 4, SWEEP_PAUSE_MILLIS_MAX));
        }
    }

    void pack(int[] kept) {
        if (isOn()) {
            writtenMillis =
                    Arrays.stream(kept).mapToLong(slot -> writtenMillis[slot]).toArray();
            sweepSlot = 0;
        }
    }

    void clear() {
        sweepSlot = 0;
        nextSweepMillis = Long.MIN_VALUE;
    }

    long memoryBytes() {
        return (long) writtenMillis.length * Long.BYTES;
    }
}
