package io.weir.testing.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log with partitions, whose rows stand there from the begin and arrive while the clock runs. */
final class Topic {
    private static final int ROWS_OF_KEY_MAX = 60;
    static final long WINDOW_MILLIS = 10_000;
    static final long EVENTS_BEGIN_MILLIS = 1_600_000_000_000L;

    /**
     * A row.
     *
     * @param id different for each row of a topic
     * @param bit different for each row of a key and window: the sum tells which rows are in it
     * @param millis the event's time
     */
    record Row(long id, String key, long bit, long millis) {
        long windowStart() {
            return Math.floorDiv(millis, WINDOW_MILLIS) * WINDOW_MILLIS;
        }
    }

    private final String name;
    private final List<List<Row>> partitions = new ArrayList<>();
    private final long[] stalledUntilMillis;
    private final boolean hasLateRows;

    private Topic(String name, int partitionCount, boolean hasLateRows) {
        this.name = name;
        this.hasLateRows = hasLateRows;
        stalledUntilMillis = new long[partitionCount];
        for (int i = 0; i < partitionCount; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    static Topic roll(String name, int partitionCount, boolean hasLateRows, Dice dice) {
        Topic topic = new Topic(name, partitionCount, hasLateRows);
        Map<String, Integer> counts = new HashMap<>();
        int keys = 1 + dice.below(12);
        long id = 0;
        for (List<Row> partition : topic.partitions) {
            long millis = EVENTS_BEGIN_MILLIS + dice.below(5000);
            int rows = dice.below(120);
            for (int i = 0; i < rows; i++) {
                millis += dice.below(1500);
                long lag = dice.below(1900);
                if (hasLateRows && dice.oneIn(15)) {
                    lag += dice.below(60_000);
                }
                long of = Math.max(EVENTS_BEGIN_MILLIS, millis - lag);
                String key = "k" + dice.below(keys);
                long window = Math.floorDiv(of, WINDOW_MILLIS);
                int number = counts.merge(key + "@" + window, 1, Integer::sum) - 1;
                if (number < ROWS_OF_KEY_MAX) {
                    partition.add(new Row(id++, key, 1L << number, of));
                }
            }
        }
        return topic;
    }

    String name() {
        return name;
    }

    /** True if rows may come too late for their windows. */
    boolean hasLateRows() {
        return hasLateRows;
    }

    int partitionCount() {
        return partitions.size();
    }

    List<Row> partition(int partition) {
        return partitions.get(partition);
    }

    /** All rows, partition by partition. */
    List<Row> rows() {
        return partitions.stream().flatMap(List::stream).toList();
    }

    void stall(int partition, long untilMillis) {
        stalledUntilMillis[partition] = untilMillis;
    }

    boolean isStalled(int partition, long nowMillis) {
        return nowMillis < stalledUntilMillis[partition];
    }
}
