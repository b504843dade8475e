package io.weir.server.collect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Gives records what they do not have: an {@code event_id}, and when they arrived. */
final class RecordStamp {
    private static final String EVENT_ID = "event_id";
    private static final Set<String> ARRIVAL = Set.of("arrival_time", "received_at");

    private record Stamp(int column, String name, Supplier<String> value) {}

    private final List<Stamp> stamps = new ArrayList<>();
    private long arrivalMillis;

    /** @param ids gives a new id with each call */
    RecordStamp(RowType type, boolean isIso, ZoneId zone, Supplier<String> ids) {
        for (int i = 0; i < type.getFieldCount(); i++) {
            String name = type.getFieldNames().get(i);
            LogicalType column = type.getTypeAt(i);
            if (name.equals(EVENT_ID) && column.is(LogicalTypeFamily.CHARACTER_STRING)) {
                stamps.add(new Stamp(i, name, () -> '"' + ids.get() + '"'));
            } else if (ARRIVAL.contains(name)) {
                addArrival(i, name, column, isIso, zone);
            }
        }
    }

    private void addArrival(int i, String name, LogicalType type, boolean isIso, ZoneId zone) {
        LogicalTypeRoot root = type.getTypeRoot();
        if (root == LogicalTypeRoot.BIGINT) {
            stamps.add(new Stamp(i, name, () -> Long.toString(arrivalMillis)));
        } else if (root == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
            stamps.add(new Stamp(i, name, formatted(isIso, "'Z'", ZoneOffset.UTC)));
        } else if (root == LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE) {
            stamps.add(new Stamp(i, name, formatted(isIso, "", zone)));
        } else if (type.is(LogicalTypeFamily.CHARACTER_STRING)) {
            stamps.add(new Stamp(i, name, formatted(true, "'Z'", ZoneOffset.UTC)));
        }
    }

    private Supplier<String> formatted(boolean isIso, String zoneMark, ZoneId zone) {
        String separator = isIso ? "'T'" : " ";
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd" + separator + "HH:mm:ss.SSS" + zoneMark, Locale.ROOT)
                .withZone(zone);
        return () -> '"' + format.format(Instant.ofEpochMilli(arrivalMillis)) + '"';
    }

    /** The record of a body, with what is missing added before its last brace. */
    byte[] apply(byte[] body, ScannedRecord record, long nowMillis) {
        arrivalMillis = nowMillis;
        StringBuilder added = new StringBuilder();
        for (Stamp stamp : stamps) {
            if (!record.present().get(stamp.column())) {
                added.append(added.length() == 0 && record.isEmpty() ? "" : ",")
                        .append('"')
                        .append(stamp.name())
                        .append("\":")
                        .append(stamp.value().get());
            }
        }
        byte[] more = added.toString().getBytes(StandardCharsets.UTF_8);
        int length = record.end() - record.start();
        byte[] stamped = new byte[length + more.length];
        System.arraycopy(body, record.start(), stamped, 0, length - 1);
        System.arraycopy(more, 0, stamped, length - 1, more.length);
        stamped[stamped.length - 1] = '}';
        return stamped;
    }
}
