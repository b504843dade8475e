package io.weir.connector.kafka;

import io.weir.connector.kafka.EpochRun.Saved;
import io.weir.connector.kafka.EpochRun.Setup;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A process that commits an epoch of ten rows, prepares a second one, says what it has prepared, and then waits to be
 * killed. Its arguments are the broker, the pipeline and the topics.
 */
final class DyingRun {
    private DyingRun() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<Map<String, String>> sinks = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            sinks.add(options(arguments[i], arguments[0]));
        }
        EpochRun run = new EpochRun(new Setup(arguments[1], 1, Map.of(), sinks)).recover(new ArrayList<>());
        Saved first = run.write(10).prepare();
        run.commit(first);
        Saved second = run.write(10).prepare();
        System.out.println(line(first));
        System.out.println(line(second));
        System.out.flush();
        Thread.currentThread().join();
    }

    static Map<String, String> options(String topic, String servers) {
        return Map.of("connector", "kafka", "topic", topic, "properties.bootstrap.servers", servers, "format", "pairs");
    }

    /** Epoch, position, and what was prepared, one field for each sink. */
    private static String line(Saved saved) {
        return "saved," + saved.epoch() + "," + saved.position() + ","
                + saved.prepared().stream()
                        .map(writers -> HexFormat.of().formatHex(writers.get(0)))
                        .collect(Collectors.joining(","));
    }

    static Saved parse(String line) {
        String[] fields = line.split(",", -1);
        List<List<byte[]>> prepared = new ArrayList<>();
        for (int i = 3; i < fields.length; i++) {
            prepared.add(List.of(HexFormat.of().parseHex(fields[i])));
        }
        return new Saved(Long.parseLong(fields[1]), Long.parseLong(fields[2]), prepared);
    }
}
