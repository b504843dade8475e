package io.weir.server.collect;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of a table with {@code 'connector' = 'kafka'}. A record is safe when all replicas in sync have it; sent
 * again after a failure it is not there twice, unless the producer has given up before.
 */
final class KafkaTarget implements CollectTarget {
    private static final String PROPERTIES = "properties.";
    private static final String LINGER_MILLIS = "5";
    private static final String BLOCK_MILLIS = "2000";
    private static final String DELIVERY_MILLIS = "15000";
    private static final String REQUEST_MILLIS = "10000";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String table;
    private final String topic;
    private final String servers;
    private final Producer<byte[], byte[]> producer;

    KafkaTarget(CollectTable table) {
        this.table = table.identifier();
        topic = table.option("topic", "");
        servers = table.option(PROPERTIES + ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        table.options().forEach((key, value) -> {
            if (key.startsWith(PROPERTIES)
                    && ProducerConfig.configNames().contains(key.substring(PROPERTIES.length()))) {
                settings.put(key.substring(PROPERTIES.length()), value);
            }
        });
        // Not to be changed: an answer says that the records are safe.
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        try {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed("No producer can be made: " + cause.getMessage(), ErrorCode.CONNECTOR_UNREACHABLE, e);
        }
    }

    private WeirException failed(String what, ErrorCode code, Throwable cause) {
        return new WeirException(
                code, what, "table " + table + ", topic " + topic + " at " + servers, "Look whether Kafka runs", cause);
    }

    @Override
    public CompletableFuture<Void> send(List<byte[]> records, List<byte[]> keys) {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[records.size()];
        for (int i = 0; i < sent.length; i++) {
            byte[] key = keys.isEmpty() || keys.get(i).length == 0 ? null : keys.get(i);
            CompletableFuture<Void> one = new CompletableFuture<>();
            sent[i] = one;
            try {
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic, key, records.get(i)), (metadata, failure) -> {
                            if (failure == null) {
                                one.complete(null);
                            } else {
                                one.completeExceptionally(notSafe(failure));
                            }
                        });
            } catch (KafkaException | IllegalStateException e) {
                // Those behind it would only wait as long for the same.
                one.completeExceptionally(notSafe(e));
                return one;
            }
        }
        return CompletableFuture.allOf(sent);
    }

    private WeirException notSafe(Exception failure) {
        return failure instanceof BufferExhaustedException
                ? failed("Kafka is slower than events arrive", ErrorCode.LIMIT_EXCEEDED, failure)
                : failed("Kafka did not take it: " + failure.getMessage(), ErrorCode.CONNECTOR_FAILED, failure);
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
