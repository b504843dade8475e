package io.weir.connector.kafka;

import io.weir.plan.WeirException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes producers: settings for throughput, which the table's {@code properties.*} may override. */
final class KafkaProducers {
    private static final int BATCH_BYTES = 128 << 10;

    /**
     * How long a producer first waits to ask again, as it has to whenever a broker is not connected yet or has not
     * quite ended a transaction. Kafka's own default, 100 ms, is felt in each start; the wait doubles up to a second,
     * as ever.
     */
    private static final int RETRY_PAUSE_MILLIS = 10;

    private KafkaProducers() {}

    /** A producer whose records are visible as soon as the broker has them. */
    static KafkaProducer<byte[], byte[]> create(KafkaTable table, int instance) {
        return create(table, config(table.properties(), Integer.toString(instance)));
    }

    /** A producer of transactions. */
    static KafkaProducer<byte[], byte[]> create(
            KafkaTable table, Map<String, String> properties, String transactionalId) {
        Map<String, Object> config = config(properties, transactionalId);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return create(table, config);
    }

    private static Map<String, Object> config(Map<String, String> properties, String clientName) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_PAUSE_MILLIS);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "weir");
        config.putAll(properties);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, config.get(ProducerConfig.CLIENT_ID_CONFIG) + "-" + clientName);
        config.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        config.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return config;
    }

    /**
     * Makes it.
     *
     * @throws WeirException if the properties do not allow one
     */
    private static KafkaProducer<byte[], byte[]> create(KafkaTable table, Map<String, Object> config) {
        try {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(table, "connecting", e);
        }
    }
}
