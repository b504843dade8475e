package io.weir.connector.kafka;

import io.weir.plan.WeirException;
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
     * The writer has sent all its records of the epoch: what has to be said of it is said. True when that is done;
     * otherwise the call is to be repeated.
     */
    boolean mark(long epoch, boolean hasRecords);

    /** All is acknowledged, and the records of the next epoch follow; gives what the epoch keeps. */
    byte[] endEpoch(boolean hasRecords);

    /** Waits until all is acknowledged that is visible without a commit. */
    void finish();

    /** The exception for a failure of the producer. */
    WeirException failure(String doing, Exception cause);

    /** Frees what is the writer's own. */
    void close(boolean isFinished);
}
