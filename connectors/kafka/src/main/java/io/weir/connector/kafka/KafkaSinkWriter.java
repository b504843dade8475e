package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends the rows of one instance.
 *
 * <p>Kafka's producer gathers records and sends them by itself, so a batch is written when the producer has taken it.
 * How much may wait in there is limited, so that writing does not block. An epoch is prepared when all its records are
 * acknowledged, {@link #finish} waits for that; a record that Kafka refuses makes the next call fail.
 */
final class KafkaSinkWriter implements SinkWriter {
    /** The bytes that wait for Kafka's acknowledgement beyond which no batch is taken; half the producer's buffer. */
    private static final long WAITING_BYTES_MAX = 16 << 20;

    private static final byte[] NO_KEY = new byte[0];

    private final SinkOptions options;
    private final int instance;
    private final Map<String, Integer> partitionCounts;
    private final RowRecords rows;
    private final Clock clock;
    private final RecordTarget target;

    private final Acknowledgements acknowledgements;
    /** The newest record of each key that waits for a later one; the oldest key first. */
    private final Map<ByteBuffer, ProducerRecord<byte[], byte[]>> held = new LinkedHashMap<>();

    private long flushTimeMillis = NEVER;
    private long sentRecords;
    /** What {@link #sentRecords} was when the epoch began. */
    private long sentRecordsBefore;

    private long bytes;
    private boolean isFinished;

    KafkaSinkWriter(
            SinkOptions options,
            Clock clock,
            int instance,
            Map<String, Integer> partitionCounts,
            RowRecords rows,
            RecordTarget target) {
        this.options = options;
        this.clock = clock;
        this.instance = instance;
        this.partitionCounts = partitionCounts;
        this.rows = rows;
        this.target = target;
        acknowledgements = new Acknowledgements(target.waitingBytes());
    }

    @Override
    public boolean write(Batch batch) {
        checkFailure();
        if (batch.rowCount() == 0) {
            return true;
        } else if (acknowledgements.waitingBytes() > WAITING_BYTES_MAX) {
            return false;
        }
        KafkaProducer<byte[], byte[]> producer = target.producer();
        if (producer == null) {
            return false;
        }
        for (ProducerRecord<byte[], byte[]> record : rows.encode(batch)) {
            if (options.hasBuffer()) {
                hold(record, producer);
            } else {
                send(record, producer);
            }
        }
        return true;
    }

    /** Keeps a record until a later one of its key replaces it, or its time has come. */
    private void hold(ProducerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        if (held.isEmpty()) {
            flushTimeMillis = clock.currentTimeMillis() + options.bufferIntervalMillis();
        }
        byte[] key = record.key();
        held.put(ByteBuffer.wrap(key == null ? NO_KEY : key), record);
        if (held.size() >= options.bufferRowsMax()) {
            sendHeld(producer);
        }
    }

    /** Sends what is held; false if the producer takes nothing right now. */
    private boolean sendHeld() {
        KafkaProducer<byte[], byte[]> producer = held.isEmpty() ? null : target.producer();
        if (producer != null) {
            sendHeld(producer);
        }
        return held.isEmpty();
    }

    private void sendHeld(KafkaProducer<byte[], byte[]> producer) {
        held.values().forEach(record -> send(record, producer));
        held.clear();
        flushTimeMillis = NEVER;
    }

    @Override
    public long flushTimeMillis() {
        return flushTimeMillis;
    }

    private void send(ProducerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        byte[] key = record.key();
        byte[] value = record.value();
        int size = (value == null ? 0 : value.length) + (key == null ? 0 : key.length);
        acknowledgements.add(size);
        bytes += size;
        sentRecords++;
        try {
            Future<RecordMetadata> sent =
                    producer.send(options.isPartitionFixed() ? inFixedPartition(record) : record, acknowledgements);
            if (sent.isDone()) {
                checkFailure();
            }
        } catch (KafkaException | IllegalStateException e) {
            throw target.failure("writing to topic " + record.topic(), e);
        }
    }

    /** The partition that Flink's fixed partitioner chooses for this instance. */
    private ProducerRecord<byte[], byte[]> inFixedPartition(ProducerRecord<byte[], byte[]> record) {
        int count = partitionCounts.getOrDefault(record.topic(), 1);
        return new ProducerRecord<>(
                record.topic(), instance % count, record.timestamp(), record.key(), record.value(), record.headers());
    }

    /** Sends what has been held back for its time; the producer sends by itself, within {@code linger.ms}. */
    @Override
    public void flush() {
        checkFailure();
        if (clock.currentTimeMillis() >= flushTimeMillis) {
            sendHeld();
        }
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        checkFailure();
        boolean hasRecords = sentRecords > sentRecordsBefore || !held.isEmpty();
        // The epoch is marked while its records are on their way.
        if (!sendHeld()
                || !mark(epoch, hasRecords)
                || (options.delivery() != Delivery.AT_MOST_ONCE && !isAcknowledged())) {
            return Optional.empty();
        }
        sentRecordsBefore = sentRecords;
        return Optional.of(target.endEpoch(hasRecords));
    }

    private boolean mark(long epoch, boolean hasRecords) {
        try {
            return target.mark(epoch, hasRecords);
        } catch (WeirException e) {
            // A record that was refused is why a transaction fails: it says more.
            checkFailure();
            throw e;
        }
    }

    private boolean isAcknowledged() {
        boolean isAcknowledged = acknowledgements.records() == sentRecords;
        // Afterwards: the last one may have been refused just now.
        checkFailure();
        return isAcknowledged;
    }

    @Override
    public void finish() {
        sendHeld();
        try {
            target.finish();
        } catch (KafkaException e) {
            throw target.failure("writing to " + topics(), e);
        }
        checkFailure();
        isFinished = true;
    }

    private void checkFailure() {
        Acknowledgements.Failure refused = acknowledgements.failure();
        if (refused != null) {
            String topic = refused.topic().isEmpty() ? topics() : "topic " + refused.topic();
            throw target.failure("writing to " + topic, refused.cause());
        }
    }

    private String topics() {
        return options.table().topics().description();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        target.close(isFinished);
    }
}
