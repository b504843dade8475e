package io.weir.server.collect;

import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** What belongs to one table: how its records are checked, and where they go. */
final class TableCollector implements AutoCloseable {
    private static final String TIME_ZONE = "table.local-time-zone";
    private static final String ISO = "ISO-8601";

    /** What only one thread at a time can use. */
    private record Tools(RecordCheck check, RecordStamp stamp) {}

    /** Records that may be sent, and those that may not. */
    record Checked(List<byte[]> records, List<byte[]> keys, List<CollectAnswer.Rejected> rejected, long bytes) {}

    private final CollectTable table;
    private final Supplier<Tools> makeTools;
    private final ConcurrentLinkedQueue<Tools> idle = new ConcurrentLinkedQueue<>();
    private final BodyScanner scanner;
    private final BodyScanner strictScanner;
    private final RecordKeys keys;
    private final CollectTarget target;

    TableCollector(CollectTable table, Function<String, DecoderFactory> formats, Clock clock, Supplier<String> ids) {
        this.table = table;
        DecoderFactory format = formats.apply(table.format());
        ZoneId zone = zone(table.configuration().getOrDefault(TIME_ZONE, ""));
        boolean isIso = ISO.equals(table.formatOptions().get("timestamp-format.standard"));
        makeTools =
                () -> new Tools(new RecordCheck(table, format, zone), new RecordStamp(table.type(), isIso, zone, ids));
        // Now, so that a table that cannot be collected says so at the first request.
        idle.add(makeTools.get());
        scanner = new BodyScanner(table.type(), table.keyFields(), false);
        strictScanner = new BodyScanner(table.type(), table.keyFields(), true);
        keys = new RecordKeys(table);
        target = table.connector().equals(CollectTable.KAFKA) ? new KafkaTarget(table) : new LogTarget(table, clock);
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() || name.equals("default") ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    CollectTable table() {
        return table;
    }

    CollectTarget target() {
        return target;
    }

    ScannedRecord.Body scan(byte[] body, int recordsMax, boolean refusesUnknown) {
        return (refusesUnknown ? strictScanner : scanner).scan(body, recordsMax);
    }

    /** Stamps and checks all records. */
    Checked check(byte[] body, List<ScannedRecord> scanned, int recordBytesMax, long nowMillis) {
        Tools tools = Optional.ofNullable(idle.poll()).orElseGet(makeTools);
        List<byte[]> records = new ArrayList<>(scanned.size());
        List<byte[]> recordKeys = new ArrayList<>();
        List<CollectAnswer.Rejected> rejected = new ArrayList<>();
        long bytes = 0;
        for (ScannedRecord record : scanned) {
            String problem = record.problem();
            byte[] stamped = new byte[0];
            if (problem == null && record.end() - record.start() > recordBytesMax) {
                problem =
                        "it has " + (record.end() - record.start()) + " bytes, and " + recordBytesMax + " are the most";
            }
            if (problem == null) {
                stamped = tools.stamp.apply(body, record, nowMillis);
                problem = tools.check.problem(stamped).orElse(null);
            }
            if (problem != null) {
                rejected.add(new CollectAnswer.Rejected(record.index(), problem));
                continue;
            }
            records.add(stamped);
            bytes += stamped.length;
            if (keys.areThere()) {
                recordKeys.add(keys.of(body, record));
            }
        }
        idle.add(tools);
        return new Checked(records, recordKeys, rejected, bytes);
    }

    @Override
    public void close() {
        target.close();
    }
}
