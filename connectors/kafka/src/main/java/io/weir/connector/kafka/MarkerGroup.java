package io.weir.connector.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The consumer group whose offsets are {@link CommitMarker}s. */
final class MarkerGroup {
    private static final long ANSWER_LIMIT_SECONDS = 60;

    /** How often a transaction that is about to end is looked at. */
    private static final int ATTEMPTS_MAX = 600;

    private static final int ATTEMPT_PAUSE_MILLIS = 100;

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

    /**
     * The newest marker; waits for transactions that are about to end. An offset that one of them commits is left out
     * of the client's answer, as if it were not there, and what it says would be missed.
     *
     * @param partitions where the newest marker may be, besides where the group has others
     */
    static Optional<CommitMarker> read(KafkaTable table, String group, Set<TopicPartition> partitions) {
        String doing = "reading the offsets of group " + group;
        try (Admin admin = KafkaAdmins.create(table)) {
            for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
                Set<TopicPartition> wanted = new HashSet<>(partitions);
                wanted.addAll(answer(admin.listConsumerGroupOffsets(group)).keySet());
                Map<TopicPartition, OffsetAndMetadata> stable = answer(admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(wanted)),
                        new ListConsumerGroupOffsetsOptions().requireStable(true)));
                if (stable.keySet().containsAll(wanted)) {
                    return CommitMarker.newest(stable.values());
                }
                Thread.sleep(ATTEMPT_PAUSE_MILLIS);
            }
            throw new org.apache.kafka.common.errors.TimeoutException("a transaction with such offsets does not end");
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

    private static Map<TopicPartition, OffsetAndMetadata> answer(ListConsumerGroupOffsetsResult asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.partitionsToOffsetAndMetadata().get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
