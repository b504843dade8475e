package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of one instance.
 *
 * <p>Kafka's producer gathers records and sends them by itself, so a batch is written when the producer has taken it.
 * How much may wait in there is limited, so that writing does not block. {@link #finish} waits until all is
 * acknowledged; a record that Kafka refuses makes the next call fail.
 */
final class KafkaSinkWriter implements SinkWriter {
    /** The bytes that wait for Kafka's acknowledgement beyond which no batch is taken; half the producer's buffer. */
    private static final long WAITING_BYTES_MAX = 16 << 20;

    private static final byte[] NO_KEY = new byte[0];
    private static final int BATCH_BYTES = 128 << 10;

    private final SinkOptions options;
    private final int instance;
    private final Map<String, Integer> partitionCounts;
    private final RowRecords rows;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;

    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile @Nullable Exception failure;
    /** The newest record of each key that waits for a later one; the oldest key first. */
    private final Map<ByteBuffer, ProducerRecord<byte[], byte[]>> held = new LinkedHashMap<>();

    private long flushTimeMillis = NEVER;
    private long bytes;
    private boolean isFinished;

    KafkaSinkWriter(
            SinkOptions options, Clock clock, int instance, Map<String, Integer> partitionCounts, RowRecords rows) {
        this.options = options;
        this.clock = clock;
        this.instance = instance;
        this.partitionCounts = partitionCounts;
        this.rows = rows;
        try {
            producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(options.table(), "connecting", e);
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "weir");
        config.putAll(options.table().properties());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, config.get(ProducerConfig.CLIENT_ID_CONFIG) + "-" + instance);
        config.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        config.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return config;
    }

    @Override
    public boolean write(Batch batch) {
        checkFailure();
        if (waitingBytes.get() > WAITING_BYTES_MAX) {
            return false;
        }
        for (ProducerRecord<byte[], byte[]> record : rows.encode(batch)) {
            if (options.hasBuffer()) {
                hold(record);
            } else {
                send(record);
            }
        }
        return true;
    }

    /** Keeps a record until a later one of its key replaces it, or its time has come. */
    private void hold(ProducerRecord<byte[], byte[]> record) {
        if (held.isEmpty()) {
            flushTimeMillis = clock.currentTimeMillis() + options.bufferIntervalMillis();
        }
        byte[] key = record.key();
        held.put(ByteBuffer.wrap(key == null ? NO_KEY : key), record);
        if (held.size() >= options.bufferRowsMax()) {
            sendHeld();
        }
    }

    private void sendHeld() {
        held.values().forEach(this::send);
        held.clear();
        flushTimeMillis = NEVER;
    }

    @Override
    public long flushTimeMillis() {
        return flushTimeMillis;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        int size = (value == null ? 0 : value.length) + (key == null ? 0 : key.length);
        waitingBytes.addAndGet(size);
        bytes += size;
        try {
            Future<RecordMetadata> sent = producer.send(
                    options.isPartitionFixed() ? inFixedPartition(record) : record, (metadata, refused) -> {
                        waitingBytes.addAndGet(-size);
                        if (refused != null && failure == null) {
                            failure = refused;
                        }
                    });
            if (sent.isDone()) {
                checkFailure();
            }
        } catch (KafkaException | IllegalStateException e) {
            throw KafkaFailures.of(options.table(), "writing to topic " + record.topic(), e);
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
        handOver();
        return Optional.of(new byte[0]);
    }

    @Override
    public void finish() {
        handOver();
        isFinished = true;
    }

    private void handOver() {
        sendHeld();
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw KafkaFailures.of(options.table(), "writing to " + topics(), e);
        }
        checkFailure();
    }

    private void checkFailure() {
        Exception refused = failure;
        if (refused != null) {
            throw KafkaFailures.of(options.table(), "writing to " + topics(), refused);
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
        // After a failure nothing more is sent; after finish() there is nothing to send.
        producer.close(isFinished ? Duration.ofSeconds(5) : Duration.ZERO);
    }
}
