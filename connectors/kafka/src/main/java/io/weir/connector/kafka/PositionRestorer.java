package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the splits of a scan go on where an epoch has left them.
 *
 * <p>A partition that the epoch does not know has been added since. A stream reads it from its first record, as it does
 * with any partition that it finds while it runs; a bounded scan was never about it.
 *
 * <p><b>Failure.</b> An offset that is no longer kept, or that the partition has never had, means that rows are gone:
 * reading on elsewhere would hide that, so it is done only where {@code properties.auto.offset.reset} says so.
 */
final class PositionRestorer {
    private static final Logger LOG = LoggerFactory.getLogger(PositionRestorer.class);

    private static final String RESET = "auto.offset.reset";

    private final ScanOptions scan;
    private final Consumer<?, ?> consumer;
    private final OffsetReset reset;

    PositionRestorer(ScanOptions scan, Consumer<?, ?> consumer) {
        this.scan = scan;
        this.consumer = consumer;
        reset = OffsetReset.of(scan.table().properties().getOrDefault(RESET, ""));
    }

    /** The same splits, each beginning where its position says. */
    List<KafkaSplit> restore(List<KafkaSplit> splits, Map<String, byte[]> positions) {
        try {
            checkAllThere(splits, positions);
            List<TopicPartition> partitions =
                    splits.stream().map(KafkaSplit::partition).toList();
            Map<TopicPartition, Long> firsts = new HashMap<>(consumer.beginningOffsets(partitions));
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            List<KafkaSplit> restored = new ArrayList<>();
            for (KafkaSplit split : splits) {
                byte[] saved = positions.get(split.name());
                restored.add(
                        saved == null
                                ? added(split)
                                : restored(
                                        split,
                                        KafkaPosition.of(saved),
                                        firsts.getOrDefault(split.partition(), 0L),
                                        ends.getOrDefault(split.partition(), Long.MAX_VALUE)));
            }
            return restored;
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(
                    scan.table(),
                    "looking up the offsets of " + scan.table().topics().description(),
                    e);
        }
    }

    private void checkAllThere(List<KafkaSplit> splits, Map<String, byte[]> positions) {
        Set<String> gone = new HashSet<>(positions.keySet());
        splits.forEach(split -> gone.remove(split.name()));
        if (gone.isEmpty()) {
            return;
        }
        String names = String.join(", ", gone.stream().sorted().toList());
        String what = "the saved epoch has read partitions that are no longer there: " + names;
        if (reset == OffsetReset.NONE) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    what + "; the topic was deleted, made anew with fewer partitions, or is no longer the table's",
                    where(),
                    "Bring the topic back, begin anew without the saved state, or set "
                            + "'properties.auto.offset.reset' to go on with the partitions that are there",
                    null);
        }
        LOG.warn("{}: {}. The others go on, as 'properties.{}' is set", where(), what, RESET);
    }

    private static KafkaSplit added(KafkaSplit split) {
        return split.isBounded()
                ? split.from(split.end(), split.end())
                : split.from(KafkaSplit.FIRST_KEPT, split.end());
    }

    private KafkaSplit restored(KafkaSplit split, KafkaPosition saved, long first, long end) {
        long stop = split.isBounded() && saved.end() != KafkaSplit.NO_END ? saved.end() : split.end();
        long offset = saved.offset();
        if (offset == KafkaSplit.FIRST_KEPT || offset >= stop || (offset >= first && offset <= end)) {
            return split.on(offset, stop, saved.begin());
        }
        String what = offset < first
                ? "offset " + offset + " of " + split.name()
                        + ", where the saved epoch goes on, is no longer kept: the "
                        + "first record there is has offset " + first
                : "the saved epoch goes on at offset " + offset + " of " + split.name() + ", which ends at " + end
                        + ": the topic was made anew, or records were lost";
        if (reset == OffsetReset.NONE) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    what,
                    where(),
                    "Set 'properties.auto.offset.reset' to earliest or latest to go on there although rows are "
                            + "missing, or begin anew without the saved state",
                    null);
        }
        long from = reset == OffsetReset.EARLIEST ? first : end;
        LOG.warn("{}: {}. Goes on at offset {}, as 'properties.{}' says", where(), what, from, RESET);
        // In a topic that was made anew nothing has been read yet.
        return offset > end ? split.from(from, stop) : split.on(from, stop, saved.begin());
    }

    private String where() {
        return "table " + scan.table().name() + ", Kafka at " + scan.table().servers();
    }
}
