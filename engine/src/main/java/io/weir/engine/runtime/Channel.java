package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import org.jspecify.annotations.Nullable;

/**
 * The way from one producing instance to one consuming instance: a bounded queue of elements, and a second one on which
 * used batches come back to be filled again.
 */
final class Channel {
    private final SpscQueue<Element> elements;
    private final SpscQueue<Batch> used;

    Channel(int capacity) {
        elements = new SpscQueue<>(capacity);
        used = new SpscQueue<>(capacity + 2);
    }

    /** Channels by producing instance and consuming instance. */
    static Channel[][] between(int producers, int consumers, int capacity) {
        Channel[][] channels = new Channel[producers][consumers];
        for (Channel[] row : channels) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new Channel(capacity);
            }
        }
        return channels;
    }

    boolean offer(Element element) {
        return elements.offer(element);
    }

    @Nullable
    Element poll() {
        return elements.poll();
    }

    /** True if there is nothing to poll; for the consuming thread. */
    boolean isEmpty() {
        return elements.isEmpty();
    }

    /** An empty batch for the producer to fill: a used one, or a new one of the shape of the given batch. */
    Batch newBatch(Batch shape, int capacity) {
        Batch batch = used.poll();
        if (batch == null) {
            return shape.newEmpty(capacity);
        }
        batch.reset();
        return batch;
    }

    /** Gives a batch back that the consumer is done with. */
    void recycle(Batch batch) {
        used.offer(batch);
    }

    int size() {
        return elements.size();
    }

    int capacity() {
        return elements.capacity();
    }
}
