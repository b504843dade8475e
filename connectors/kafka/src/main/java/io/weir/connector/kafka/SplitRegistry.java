package io.weir.connector.kafka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The numbered splits of one scan, shared by its readers, who add the partitions that appear while they run. */
final class SplitRegistry {
    private final List<KafkaSplit> splits;
    private final Set<TopicPartition> known = new HashSet<>();

    SplitRegistry(List<KafkaSplit> splits) {
        this.splits = new ArrayList<>(splits);
        splits.forEach(split -> known.add(split.partition()));
    }

    synchronized int count() {
        return splits.size();
    }

    /** All splits, by their numbers. */
    synchronized List<KafkaSplit> all() {
        return List.copyOf(splits);
    }

    synchronized KafkaSplit get(int index) {
        return splits.get(index);
    }

    /** Lets the splits begin and end elsewhere; before anybody reads. */
    synchronized void replace(List<KafkaSplit> restored) {
        splits.clear();
        splits.addAll(restored);
    }

    /** The splits of one instance: each instance has those whose number leaves its own number as the remainder. */
    synchronized List<KafkaSplit> of(int instance, int parallelism) {
        return splits.stream()
                .filter(split -> split.index() % parallelism == instance)
                .toList();
    }

    /** Numbers those partitions that are new; they are read from their first record on. */
    synchronized void addNew(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (known.add(partition)) {
                splits.add(new KafkaSplit(splits.size(), partition, KafkaSplit.FIRST_KEPT, KafkaSplit.NO_END));
            }
        }
    }
}
