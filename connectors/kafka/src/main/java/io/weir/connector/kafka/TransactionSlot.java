package io.weir.connector.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One of the two producers of a pipeline, and its transaction: idle, open for one turn, prepared for an epoch, idle
 * again.
 *
 * <p>Any writer's thread opens and prepares, one thread commits. None of them holds a lock while it waits for Kafka.
 */
final class TransactionSlot {
    private static final long IDLE = -1;
    private static final long NOT_PREPARED = -1;
    private static final Duration ABORT_LIMIT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;
    /** The offsets that mark an epoch. */
    private final LongFunction<Map<TopicPartition, OffsetAndMetadata>> markers;

    private volatile long turn = IDLE;
    private volatile long openedNanos;
    /** The epoch that the transaction ends with, once a writer has prepared it. */
    private volatile long epoch = NOT_PREPARED;

    private @Nullable CompletableFuture<Void> marking;

    TransactionSlot(
            KafkaProducer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            LongFunction<Map<TopicPartition, OffsetAndMetadata>> markers) {
        this.producer = producer;
        this.group = group;
        this.markers = markers;
    }

    /** Fences off whoever used the transactional id before, and ends what they have left; blocks. */
    void initialise() {
        producer.initTransactions();
    }

    /** The producer if the transaction is of this turn, or can be from now on; null if it is still of another. */
    @Nullable
    KafkaProducer<byte[], byte[]> open(long wanted, long nowNanos) {
        if (turn == wanted) {
            return producer;
        }
        return turn == IDLE ? begin(wanted, nowNanos) : null;
    }

    private synchronized @Nullable KafkaProducer<byte[], byte[]> begin(long wanted, long nowNanos) {
        if (turn == IDLE) {
            producer.beginTransaction();
            openedNanos = nowNanos;
            turn = wanted;
        }
        return turn == wanted ? producer : null;
    }

    /**
     * The transaction ends with this epoch: the first call begins to send the marker.
     *
     * @return true once the marker is sent
     * @throws KafkaException if it could not be
     */
    boolean prepare(long ofEpoch, Executor executor) {
        CompletableFuture<Void> sent;
        synchronized (this) {
            if (marking == null) {
                epoch = ofEpoch;
                marking = CompletableFuture.runAsync(() -> sendMarker(ofEpoch), executor);
            }
            sent = marking;
        }
        if (!sent.isDone()) {
            return false;
        }
        join(sent);
        return true;
    }

    /** Commits the transaction of a turn, marked with the epoch; blocks. May be repeated after a failure. */
    void commit(long ofTurn, long ofEpoch) {
        if (turn != ofTurn) {
            return;
        }
        CompletableFuture<Void> sent;
        synchronized (this) {
            sent = marking;
        }
        if (sent == null) {
            // Nobody has sent records: the transaction is there for its marker, or for nothing.
            sendMarker(ofEpoch);
            synchronized (this) {
                marking = CompletableFuture.completedFuture(null);
            }
        } else {
            join(sent);
        }
        producer.commitTransaction();
        synchronized (this) {
            marking = null;
            epoch = NOT_PREPARED;
            turn = IDLE;
        }
    }

    private void sendMarker(long ofEpoch) {
        producer.sendOffsetsToTransaction(markers.apply(ofEpoch), group);
    }

    private static void join(CompletableFuture<Void> sent) {
        try {
            sent.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    boolean isIdle() {
        return turn == IDLE;
    }

    /** True if the transaction is prepared for an epoch before this one. */
    boolean isPreparedBefore(long otherEpoch) {
        long prepared = epoch;
        return prepared != NOT_PREPARED && prepared < otherEpoch;
    }

    /** How long the transaction has been open; 0 if there is none. */
    long openNanos(long nowNanos) {
        return turn == IDLE ? 0 : nowNanos - openedNanos;
    }

    /**
     * Frees the producer. A transaction that no epoch has prepared is aborted, so that readers need not wait until it
     * times out; one that is prepared may have been decided, and is left to the next run.
     */
    void close() {
        producer.close(epoch == NOT_PREPARED ? ABORT_LIMIT : Duration.ZERO);
    }
}
