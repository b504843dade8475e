package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Turns the options that say where reading begins and ends into one offset for each partition, as of now. */
final class OffsetResolver {
    private final ScanOptions scan;
    private final Consumer<?, ?> consumer;

    OffsetResolver(ScanOptions scan, Consumer<?, ?> consumer) {
        this.scan = scan;
        this.consumer = consumer;
    }

    /** The splits of these partitions, numbered in this order. */
    List<KafkaSplit> resolve(List<TopicPartition> partitions) {
        try {
            Map<TopicPartition, Long> starts = offsets(scan.start(), partitions);
            Map<TopicPartition, Long> ends =
                    scan.end().isPresent() ? offsets(scan.end().get(), partitions) : Map.of();
            List<KafkaSplit> splits = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long start = starts.getOrDefault(partition, KafkaSplit.FIRST_KEPT);
                long end = ends.getOrDefault(partition, KafkaSplit.NO_END);
                splits.add(new KafkaSplit(splits.size(), partition, start, end));
            }
            return splits;
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(
                    scan.table(),
                    "looking up the offsets of " + scan.table().topics().description(),
                    e);
        }
    }

    private Map<TopicPartition, Long> offsets(OffsetPosition position, Collection<TopicPartition> partitions) {
        if (position instanceof OffsetPosition.Earliest) {
            return consumer.beginningOffsets(partitions);
        }
        if (position instanceof OffsetPosition.Latest) {
            return consumer.endOffsets(partitions);
        }
        if (position instanceof OffsetPosition.Committed committed) {
            return committed(partitions, committed.otherwise());
        }
        if (position instanceof OffsetPosition.AtTimestamp at) {
            return atTimestamp(partitions, at.epochMillis());
        }
        return given(((OffsetPosition.AtOffsets) position).offsets(), partitions);
    }

    private Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions, OffsetReset otherwise) {
        Map<TopicPartition, Long> found = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        List<TopicPartition> missing = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                missing.add(partition);
            } else {
                found.put(partition, offset.offset());
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(
                    switch (otherwise) {
                        case EARLIEST -> consumer.beginningOffsets(missing);
                        case LATEST -> consumer.endOffsets(missing);
                        case NONE -> throw nothingCommitted(missing);
                    });
        }
        return found;
    }

    private WeirException nothingCommitted(List<TopicPartition> missing) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "consumer group '" + scan.table().properties().get("group.id") + "' has no committed offset for "
                        + String.join(
                                ", ",
                                missing.stream().map(TopicPartition::toString).toList()),
                "table " + scan.table().name(),
                "Set 'properties.auto.offset.reset' to earliest or latest, or 'scan.startup.mode' to earliest-offset",
                null);
    }

    private Map<TopicPartition, Long> atTimestamp(Collection<TopicPartition> partitions, long epochMillis) {
        // The ends first: a record that arrives between the two questions is then read and not missed.
        Map<TopicPartition, Long> found = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, epochMillis));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset != null) {
                found.put(partition, offset.offset());
            }
        }
        return found;
    }

    /** A partition without an offset goes by what the group has committed, or else by its first record, as in Flink. */
    private Map<TopicPartition, Long> given(Map<Integer, Long> offsets, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> found = new HashMap<>();
        List<TopicPartition> others = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Long offset = offsets.get(partition.partition());
            if (offset == null) {
                others.add(partition);
            } else {
                found.put(partition, offset);
            }
        }
        if (!others.isEmpty()) {
            boolean hasGroup = scan.table().properties().containsKey("group.id");
            found.putAll(hasGroup ? committed(others, OffsetReset.EARLIEST) : consumer.beginningOffsets(others));
        }
        return found;
    }
}
