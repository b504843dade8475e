package io.weir.connector.kafka;

import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A producer of one writer, whose records are visible at once. */
final class OwnProducer implements RecordTarget {
    private static final byte[] NOTHING = new byte[0];

    private final KafkaTable table;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong waitingBytes = new AtomicLong();

    OwnProducer(KafkaTable table, int instance) {
        this.table = table;
        producer = KafkaProducers.create(table, instance);
    }

    @Override
    public KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    @Override
    public AtomicLong waitingBytes() {
        return waitingBytes;
    }

    @Override
    public boolean mark(long epoch, boolean hasRecords) {
        return true;
    }

    @Override
    public byte[] endEpoch(boolean hasRecords) {
        return NOTHING;
    }

    @Override
    public void finish() {
        producer.flush();
    }

    @Override
    public WeirException failure(String doing, Exception cause) {
        return KafkaFailures.of(table, doing, cause);
    }

    @Override
    public void close(boolean isFinished) {
        // After a failure nothing more is sent; after finish() there is nothing to send.
        producer.close(isFinished ? Duration.ofSeconds(5) : Duration.ZERO);
    }
}
