package io.weir.connector.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The consumer group whose offsets are {@link CommitMarker}s. */
final class MarkerGroup {
    private static final long ANSWER_LIMIT_SECONDS = 60;

    private MarkerGroup() {}

    /** The group as a producer names it. Only a consumer gives that; it asks nobody and joins nothing. */
    static ConsumerGroupMetadata metadata(KafkaTable table, String group) {
        Map<String, Object> config = new HashMap<>(table.properties());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
                new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer())) {
            return consumer.groupMetadata();
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(table, "connecting", e);
        }
    }

    /** The newest marker; waits for transactions that are about to end. */
    static Optional<CommitMarker> read(KafkaTable table, String group) {
        String doing = "reading the offsets of group " + group;
        try (Admin admin = KafkaAdmins.create(table)) {
            return CommitMarker.newest(
                    admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata()
                            .get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS)
                            .values());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw KafkaFailures.of(table, doing, e);
        } catch (TimeoutException e) {
            throw KafkaFailures.of(table, doing, new org.apache.kafka.common.errors.TimeoutException(e));
        } catch (KafkaException e) {
            throw KafkaFailures.of(table, doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.of(table, doing, new InterruptException(e));
        }
    }
}
