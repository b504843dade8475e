package io.weir.connector.kafka;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Kafka has acknowledged of one writer's records; one object for all of them, so that sending allocates
 * nothing for it. Called by the producer's thread.
 */
final class Acknowledgements implements Callback {
    /** The bytes that wait, perhaps shared with other writers of the same producer. */
    private final AtomicLong waitingBytes;

    private final AtomicLong records = new AtomicLong();
    private volatile @Nullable Failure failure;

    /** The first record that was refused. */
    record Failure(String topic, Exception cause) {}

    Acknowledgements(AtomicLong waitingBytes) {
        this.waitingBytes = waitingBytes;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception refused) {
        if (refused != null) {
            if (failure == null) {
                failure = new Failure(metadata == null ? "" : metadata.topic(), refused);
            }
        } else if (metadata != null) {
            // A size is negative for a null.
            waitingBytes.addAndGet(
                    -(Math.max(0, metadata.serializedKeySize()) + (long) Math.max(0, metadata.serializedValueSize())));
        }
        records.incrementAndGet();
    }

    /** So many bytes are handed over. */
    void add(long bytes) {
        waitingBytes.addAndGet(bytes);
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    /** The number of records that are acknowledged, or refused. */
    long records() {
        return records.get();
    }

    @Nullable
    Failure failure() {
        return failure;
    }
}
