package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Finds the partitions of a table's topics, and says which topics there are when one is missing. */
final class TopicPartitions {
    /** Kafka's own topics, which no pattern matches. */
    private static final Set<String> INTERNAL_TOPICS =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");

    /** A topic that was made a moment ago may not be known to every broker. */
    private static final int ATTEMPTS_MAX = 5;

    private static final int ATTEMPT_PAUSE_MILLIS = 200;
    private static final int SUGGESTIONS_MAX = 3;

    private TopicPartitions() {}

    /**
     * The partitions in their order: topic by topic as the table names them (or by name), then by number.
     *
     * @throws WeirException for a topic that does not exist
     */
    static List<TopicPartition> find(KafkaTable table, Consumer<?, ?> consumer) {
        String doing = "looking up the partitions of " + table.topics().description();
        try {
            for (int attempt = 1; ; attempt++) {
                List<TopicPartition> found = lookUp(table.topics(), consumer);
                String missing = missing(table.topics(), found);
                if (missing.isEmpty()) {
                    return found;
                }
                if (attempt == ATTEMPTS_MAX) {
                    throw unknown(table, missing, consumer.listTopics().keySet());
                }
                Thread.sleep(ATTEMPT_PAUSE_MILLIS);
            }
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(table, doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.of(table, doing, e);
        }
    }

    /** The partitions that are there; a topic that is missing has none. */
    static List<TopicPartition> lookUp(TopicChoice topics, Consumer<?, ?> consumer) {
        List<TopicPartition> found = new ArrayList<>();
        if (topics instanceof TopicChoice.Named named) {
            for (String topic : named.topics()) {
                addPartitions(topic, consumer.partitionsFor(topic), found);
            }
        } else if (topics instanceof TopicChoice.Matching matching) {
            Map<String, List<PartitionInfo>> all = new TreeMap<>(consumer.listTopics());
            all.forEach((topic, partitions) -> {
                if (!INTERNAL_TOPICS.contains(topic)
                        && matching.pattern().matcher(topic).matches()) {
                    addPartitions(topic, partitions, found);
                }
            });
        }
        return found;
    }

    private static void addPartitions(String topic, List<PartitionInfo> partitions, List<TopicPartition> found) {
        partitions.stream()
                .map(PartitionInfo::partition)
                .sorted()
                .forEach(partition -> found.add(new TopicPartition(topic, partition)));
    }

    /** The first topic without a partition, or an empty string. */
    private static String missing(TopicChoice topics, List<TopicPartition> found) {
        if (topics instanceof TopicChoice.Named named) {
            return named.topics().stream()
                    .filter(topic -> found.stream()
                            .noneMatch(partition -> partition.topic().equals(topic)))
                    .findFirst()
                    .orElse("");
        }
        return found.isEmpty() ? topics.description() : "";
    }

    static WeirException unknown(KafkaTable table, String missing, Collection<String> existing) {
        boolean isPattern = table.topics() instanceof TopicChoice.Matching;
        String what = isPattern
                ? "there are no " + missing + " in Kafka at " + table.servers()
                : "topic " + missing + " does not exist in Kafka at " + table.servers();
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                what + (isPattern ? "" : suggestion(missing, existing)),
                "table " + table.name() + ", option '" + (isPattern ? "topic-pattern" : "topic") + "'",
                isPattern ? "Correct the pattern, or create a topic" : "Correct the name, or create the topic",
                null);
    }

    /** The topics whose names are most like the one that is missing. */
    private static String suggestion(String missing, Collection<String> existing) {
        List<String> nearest = existing.stream()
                .filter(topic -> !INTERNAL_TOPICS.contains(topic))
                .sorted(Comparator.comparingInt((String topic) -> distance(missing, topic))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS_MAX)
                .toList();
        return nearest.isEmpty() ? " (there are no topics)" : " (there is: " + String.join(", ", nearest) + ")";
    }

    /** The number of characters to insert, delete or replace, case aside. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
