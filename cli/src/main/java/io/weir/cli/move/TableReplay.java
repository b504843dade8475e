package io.weir.cli.move;

import io.weir.connector.kafka.KafkaPosition;
import io.weir.engine.epoch.Manifest;
import io.weir.flink.move.PlanCut;
import io.weir.flink.replay.ReplayPositions;
import io.weir.flink.replay.ReplayTableFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.table.PlanTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds which records of a Kafka table must be read again, and makes sure that they are still there.
 *
 * <p>The replay of a partition begins where the pipeline once began with it, or, if it is known how far events may be
 * stamped ahead of their records, at the first record that can have an event of an open window. It ends before the
 * position at the cut.
 */
final class TableReplay {
    private static final String PROPERTIES = "properties.";
    private static final Duration POLL_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LOOK_BACK_FACTOR = 64;

    private final PlanTable table;
    private final Manifest.SourceState state;
    private final Optional<Duration> maxAhead;

    /**
     * What is read again.
     *
     * @param cut the options of the table
     * @param partitions how many the largest topic has: those of each are dealt out beginning at another reader
     * @param records how many records there are between the replay's begin and its end
     */
    record Found(PlanCut.TableCut cut, int partitions, long records) {}

    /** @param maxAhead how far an event may be stamped ahead of its record's timestamp, if that is known */
    TableReplay(PlanTable table, Manifest.SourceState state, Optional<Duration> maxAhead) {
        this.table = table;
        this.state = state;
        this.maxAhead = maxAhead;
    }

    /**
     * Looks at the topic.
     *
     * @param isReplayed whether rows go into windows
     * @param neededFromMillis no record of an earlier timestamp is needed; empty if nothing says so
     */
    Found find(boolean isReplayed, OptionalLong neededFromMillis) {
        Set<String> topics = new TreeSet<>();
        state.positions().keySet().forEach(split -> topics.add(partition(split).topic()));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (isReplayed) {
                new TopicChecks(table, properties()).refuseCompacted(topics);
            }
            Map<String, Long> positions = new TreeMap<>();
            Map<String, Long> from = new TreeMap<>();
            Map<String, Long> last = new TreeMap<>();
            long records = 0;
            for (Map.Entry<String, byte[]> split : new TreeMap<>(state.positions()).entrySet()) {
                KafkaPosition position = KafkaPosition.of(split.getValue());
                TopicPartition partition = partition(split.getKey());
                long end = Math.max(0, position.offset());
                positions.put(split.getKey(), end);
                if (isReplayed) {
                    long begin = Math.min(end, begin(consumer, partition, position, neededFromMillis));
                    from.put(split.getKey(), begin);
                    records += end - begin;
                    last(consumer, partition, begin, end).ifPresent(offset -> last.put(split.getKey(), offset));
                }
            }
            String watermarks = ReplayPositions.text(known(state.watermarks()));
            return new Found(
                    new PlanCut.TableCut(options(from, last, watermarks), options(positions, Map.of(), watermarks)),
                    partitionsMax(),
                    records);
        } catch (KafkaException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "Kafka cannot say which records are still there: " + e.getMessage(),
                    "table " + table.identifier(),
                    "Check 'properties.bootstrap.servers' and the broker, and that the topics' configuration may be"
                            + " described",
                    e);
        }
    }

    private int partitionsMax() {
        Map<String, Integer> counts = new HashMap<>();
        state.positions()
                .keySet()
                .forEach(split -> counts.merge(partition(split).topic(), 1, Integer::sum));
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Splits that have not seen a row have no watermark. */
    private static Map<String, Long> known(Map<String, Long> watermarks) {
        Map<String, Long> known = new HashMap<>(watermarks);
        known.values().removeIf(millis -> millis == Long.MIN_VALUE || millis == Long.MAX_VALUE);
        return known;
    }

    private Map<String, String> options(Map<String, Long> from, Map<String, Long> last, String watermarks) {
        Map<String, String> options = new TreeMap<>();
        options.put(ReplayTableFactory.FROM_KEY, ReplayPositions.text(from));
        options.put(ReplayTableFactory.LAST_KEY, ReplayPositions.text(last));
        options.put(ReplayTableFactory.WATERMARKS_KEY, watermarks);
        boolean isOneTopic =
                table.option("topic").filter(topic -> !topic.contains(";")).isPresent();
        if (isOneTopic && !from.isEmpty()) {
            options.put("scan.startup.mode", "specific-offsets");
            options.put(
                    "scan.startup.specific-offsets",
                    String.join(
                            ";",
                            from.entrySet().stream()
                                    .map(entry -> "partition:"
                                            + partition(entry.getKey()).partition() + ",offset:" + entry.getValue())
                                    .toList()));
        } else {
            // What lies before is dropped by its offset.
            options.put("scan.startup.mode", "earliest-offset");
        }
        return options;
    }

    private static TopicPartition partition(String split) {
        int dash = split.lastIndexOf('-');
        return new TopicPartition(split.substring(0, dash), Integer.parseInt(split.substring(dash + 1)));
    }

    private Properties properties() {
        Properties properties = new Properties();
        table.options().forEach((key, value) -> {
            if (key.startsWith(PROPERTIES)) {
                properties.put(key.substring(PROPERTIES.length()), value);
            }
        });
        properties.remove("group.id");
        return properties;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = properties();
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The first offset that must be read again. */
    private long begin(
            KafkaConsumer<?, ?> consumer,
            TopicPartition partition,
            KafkaPosition position,
            OptionalLong neededFromMillis) {
        long begun = begun(position, partition);
        long kept = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (neededFromMillis.isEmpty()) {
            if (kept > begun) {
                throw gone(
                        partition,
                        kept,
                        "If no event is stamped further ahead of its record's timestamp than, say, a minute, give"
                                + " --max-ahead 1min: older records than the oldest open window are then not needed");
            }
            return begun;
        }
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, neededFromMillis.getAsLong()))
                .get(partition);
        long end = position.offset();
        // Where no record of the time is left, there may have been some among those that are gone.
        boolean isGone = found == null ? kept >= end : found.offset() <= kept;
        if (isGone && kept > begun) {
            throw gone(partition, kept, "Keep them longer ('retention.ms'), and move later; until then run it here");
        }
        checkAhead(consumer, partition, end);
        return Math.max(begun, found == null ? end : found.offset());
    }

    /** Whether an event has been read that is stamped further ahead than said. */
    private void checkAhead(KafkaConsumer<?, ?> consumer, TopicPartition partition, long end) {
        Long watermark = known(state.watermarks()).get(partition.topic() + "-" + partition.partition());
        if (watermark == null || maxAhead.isEmpty()) {
            return;
        }
        long stamped = Math.max(0, watermark - maxAhead.get().toMillis());
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, stamped)).get(partition);
        if (first == null || first.offset() >= end) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "Events of " + partition
                            + " are stamped further ahead of their records' timestamps than --max-ahead"
                            + " says: its watermark is " + Instant.ofEpochMilli(watermark)
                            + ", and no record before the cut has a timestamp of "
                            + Instant.ofEpochMilli(stamped) + " or later",
                    "table " + table.identifier(),
                    "Events in local time are ahead by their zone's distance from UTC; give more, or leave --max-ahead"
                            + " away",
                    null);
        }
    }

    private WeirException gone(TopicPartition partition, long kept, String hint) {
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "Records before offset " + kept + " of " + partition
                        + " are no longer kept, and some may belong to windows that are still open",
                "table " + table.identifier(),
                hint,
                null);
    }

    /** Where the pipeline began with a partition: what lies before, it has never counted. */
    private long begun(KafkaPosition position, TopicPartition partition) {
        if (position.begin() != KafkaPosition.UNKNOWN) {
            return Math.max(0, position.begin());
        }
        if (table.option("scan.startup.mode").equals(Optional.of("earliest-offset"))) {
            return 0;
        }
        throw new WeirException(
                ErrorCode.STATE_MISFIT,
                "The state does not say where the pipeline began with " + partition + ": an older Weir has written it",
                "table " + table.identifier(),
                "Only 'scan.startup.mode' = 'earliest-offset' can be moved from such a state",
                null);
    }

    /**
     * The last record before an end: behind it there may be offsets without a record, of transactions and of what was
     * compacted.
     */
    private OptionalLong last(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end) {
        if (begin >= end) {
            return OptionalLong.empty();
        }
        long start = end;
        OptionalLong found = OptionalLong.empty();
        for (long back = 1; found.isEmpty() && start > begin; back *= LOOK_BACK_FACTOR) {
            start = Math.max(begin, end - back);
            found = lastBetween(consumer, partition, start, end);
        }
        return found;
    }

    private OptionalLong lastBetween(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end) {
        Collection<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        consumer.seek(partition, start);
        OptionalLong last = OptionalLong.empty();
        long limit = System.nanoTime() + POLL_LIMIT.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < end) {
                    last = OptionalLong.of(record.offset());
                }
            }
            if (System.nanoTime() > limit) {
                throw new KafkaException("the records of " + partition + " before offset " + end + " do not come");
            }
        }
        return last;
    }
}
