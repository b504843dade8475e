package io.weir.connector.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the consumers of a table: settings for throughput, which the table's {@code properties.*} may override. */
final class KafkaConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaConsumers.class);

    /** How long a question to the broker may take. */
    private static final int ANSWER_LIMIT_MILLIS = 10_000;

    private static final int PARTITION_FETCH_BYTES = 4 << 20;
    private static final int FETCH_BYTES_MAX = 16 << 20;

    private static final long METADATA_MAX_AGE_MILLIS_DEFAULT = 300_000;

    private KafkaConsumers() {}

    /** A consumer that reads records. */
    static KafkaConsumer<ByteBuffer, ByteBuffer> forReading(ScanOptions scan, int instance, int pollRecordsMax) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecordsMax);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        // Let the operating system find the size: a given one is cut to a limit that is small on most machines.
        config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (scan.discoveryIntervalMillis() > 0) {
            long maxAge = Math.min(scan.discoveryIntervalMillis(), METADATA_MAX_AGE_MILLIS_DEFAULT);
            config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, maxAge);
        }
        return create(scan.table(), config, Integer.toString(instance), scan.reset());
    }

    /**
     * A consumer that looks up topics and offsets.
     *
     * @param createsTopics true to let the broker create a topic that is missing, if it is set up to do so
     */
    static KafkaConsumer<ByteBuffer, ByteBuffer> forLookup(KafkaTable table, boolean createsTopics) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, createsTopics);
        return create(table, config, "lookup", OffsetReset.NONE);
    }

    private static KafkaConsumer<ByteBuffer, ByteBuffer> create(
            KafkaTable table, Map<String, Object> config, String clientName, OffsetReset reset) {
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "weir");
        config.putAll(table.properties());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, config.get(ConsumerConfig.CLIENT_ID_CONFIG) + "-" + clientName);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset.text());
        // Offsets are committed when the epoch that has read so far is, never because time has passed.
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        try {
            return new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer());
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(table, "connecting", e);
        }
    }

    /** Closes a consumer. At once, for otherwise it would wait for the answer to a fetch that nobody needs. */
    static void close(KafkaTable table, KafkaConsumer<ByteBuffer, ByteBuffer> consumer) {
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (KafkaException e) {
            // It has nothing to hand over.
            LOG.debug("The consumer of table {} was not closed properly", table.name(), e);
        }
    }
}
