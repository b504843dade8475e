package io.weir.testing.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Kafka → tumbling windows → Kafka and files. Events come out of order, twice, and late.
 *
 * <p>Whether a late event is taken hangs on how far the other partitions were read, so late ones are counted in a field
 * of their own, which the oracle leaves out; they come only to windows that have other events. What is in time by its
 * own partition must never be missing, and a window must never come out twice.
 */
final class WindowScenario implements Scenario {
    private static final int KEYS = 20;
    private static final int STEP_MILLIS = 5;
    private static final int DISORDER_MILLIS = 1500;
    private static final int LATE_MILLIS = 20_000;
    private static final int LATE_EVENTS = LATE_MILLIS / STEP_MILLIS;
    private static final long END_MILLIS = 3_600_000;

    private final long[] recentMillis = new long[LATE_EVENTS];
    private final int[] recentKeys = new int[LATE_EVENTS];
    private final Map<String, long[]> windows = new TreeMap<>();
    private long newestMillis;

    @Override
    public String name() {
        return "window";
    }

    @Override
    public List<String> inputs() {
        return List.of("events");
    }

    @Override
    public List<String> outputTopics() {
        return List.of("totals");
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public String script(Servers servers) {
        return """
                CREATE TABLE events (
                  k BIGINT, v BIGINT, late BIGINT, seconds BIGINT, ts TIMESTAMP(3),
                  WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
                ) WITH (%s);
                CREATE TABLE totals (k BIGINT, w BIGINT, n BIGINT, s BIGINT, l BIGINT) WITH (%s);
                CREATE TABLE files (k BIGINT, w BIGINT, n BIGINT, s BIGINT, l BIGINT) WITH (%s);
                CREATE VIEW windows AS
                SELECT k, MIN(seconds) AS w, SUM(1 - late) AS n, SUM(v * (1 - late)) AS s, SUM(late) AS l
                FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' SECOND))
                GROUP BY k, window_start, window_end;
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO totals SELECT * FROM windows;
                INSERT INTO files SELECT * FROM windows;
                END;
                """.formatted(servers.source("events"), servers.sink("totals"), servers.files("windows"));
    }

    @Override
    public List<Message> next(long sequence, Random random) {
        int slot = (int) (sequence % LATE_EVENTS);
        boolean isLate = sequence >= LATE_EVENTS && random.nextInt(50) == 0;
        long millis;
        int key;
        if (isLate) {
            millis = recentMillis[slot];
            key = recentKeys[slot];
        } else {
            millis = Math.max(0, sequence * STEP_MILLIS - random.nextInt(DISORDER_MILLIS));
            key = random.nextInt(KEYS);
        }
        newestMillis = Math.max(newestMillis, millis);
        int value = random.nextInt(1000);
        Message message = message(random.nextInt(PARTITIONS), key, value, isLate, millis);
        recentMillis[slot] = millis;
        recentKeys[slot] = key;
        // A duplicate of an event is an event more.
        List<Message> messages = random.nextInt(20) == 0 ? List.of(message, message) : List.of(message);
        if (!isLate) {
            long[] sums = windows.computeIfAbsent(key + "@" + millis / 1000, window -> new long[2]);
            sums[0] += messages.size();
            sums[1] += (long) value * messages.size();
        }
        return messages;
    }

    private static Message message(int partition, int key, int value, boolean isLate, long millis) {
        long seconds = millis / 1000;
        String time = "2026-01-%02d %02d:%02d:%02d.%03d"
                .formatted(1 + seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, millis % 1000);
        String json = "{\"k\":%d,\"v\":%d,\"late\":%d,\"seconds\":%d,\"ts\":\"%s\"}"
                .formatted(key, value, isLate ? 1 : 0, seconds, time);
        return new Message("events", partition, json);
    }

    /** An event in each partition whose own window never ends. */
    @Override
    public List<Message> end() {
        List<Message> messages = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            messages.add(message(partition, -1, 0, false, newestMillis + END_MILLIS));
        }
        return messages;
    }

    @Override
    public Map<String, String> expected(Output output) {
        Map<String, String> expected = new TreeMap<>();
        windows.forEach((window, sums) -> expected.put(window, sums[0] + "," + sums[1]));
        return expected;
    }

    @Override
    public List<Output> outputs(Servers servers) {
        return List.of(
                new TopicOutput(servers, "totals", WindowScenario::row),
                new FileOutput(servers.folder("windows"), WindowScenario::row));
    }

    private static Output.Row row(String json) {
        return new Output.Row(
                Json.number(json, "k") + "@" + Json.number(json, "w"),
                Json.number(json, "n") + "," + Json.number(json, "s"));
    }
}
