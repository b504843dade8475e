package io.weir.engine.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A bounded queue between exactly one producing and one consuming thread; neither ever waits. */
final class SpscQueue<T> {
    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    SpscQueue(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1);
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** Adds an element, or answers false when the queue is full. */
    boolean offer(T element) {
        long at = tail.getPlain();
        int slot = (int) at & mask;
        if (slots.getAcquire(slot) != null) {
            return false;
        }
        slots.setRelease(slot, element);
        tail.setRelease(at + 1);
        return true;
    }

    /** Takes the oldest element, or null when the queue is empty. */
    @Nullable
    T poll() {
        long at = head.getPlain();
        int slot = (int) at & mask;
        T element = slots.getAcquire(slot);
        if (element != null) {
            slots.setRelease(slot, null);
            head.setRelease(at + 1);
        }
        return element;
    }

    /** True if there is nothing to poll; for the consuming thread. */
    boolean isEmpty() {
        return slots.getAcquire((int) head.getPlain() & mask) == null;
    }

    /** The elements waiting, roughly; for any thread. */
    int size() {
        return (int) Math.max(0, tail.getAcquire() - head.getAcquire());
    }

    int capacity() {
        return mask + 1;
    }
}
