package io.weir.connector.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of a table's consumer group, for those who watch how far behind it is. Nothing is ever read from
 * there by a run that goes on from an epoch.
 *
 * <p><b>Failure.</b> Is a warning, once until it works again: the next epoch commits later offsets anyway.
 */
final class GroupOffsets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);

    /** How long the last commit may take. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final KafkaTable table;
    private final String group;
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private @Nullable Admin admin;
    private boolean isClosed;

    GroupOffsets(KafkaTable table) {
        this.table = table;
        group = table.properties().getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, "");
    }

    /** Begins to commit these offsets; does nothing without a group. */
    synchronized void commit(Map<TopicPartition, Long> offsets) {
        if (group.isEmpty() || offsets.isEmpty() || isClosed) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        try {
            if (admin == null) {
                admin = KafkaAdmins.create(table);
            }
            KafkaFuture<Void> reported = admin.alterConsumerGroupOffsets(group, committed)
                    .all()
                    .whenComplete((done, failure) -> report(failure));
            LOG.debug("Committing {} of group {}: {}", offsets, group, reported);
        } catch (KafkaException e) {
            report(e);
        }
    }

    private void report(@Nullable Throwable failure) {
        if (failure == null) {
            isFailing.set(false);
        } else if (isFailing.compareAndSet(false, true)) {
            LOG.warn(
                    "Table {}: the offsets of group '{}' could not be committed in Kafka at {}: {}",
                    table.name(),
                    group,
                    table.servers(),
                    failure.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (admin != null) {
            admin.close(CLOSE_LIMIT);
            admin = null;
        }
    }
}
