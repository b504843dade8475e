package io.weir.connector.kafka;

import io.weir.plan.WeirException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** What one writer sends its records through. */
interface RecordTarget {
    /** The producer that takes records now; null if none does at the moment. */
    @Nullable
    KafkaProducer<byte[], byte[]> producer();

    /** The bytes that wait in the producer, shared with those who share it. */
    AtomicLong waitingBytes();

    /**
     * The writer's records of the epoch are acknowledged; those of the next follow.
     *
     * @return what the epoch keeps; empty if the call is to be repeated
     */
    Optional<byte[]> prepare(long epoch, boolean hasRecords);

    /** Waits until all is acknowledged that is visible without a commit. */
    void finish();

    /** The exception for a failure of the producer. */
    WeirException failure(String doing, Exception cause);

    /** Frees what is the writer's own. */
    void close(boolean isFinished);
}
