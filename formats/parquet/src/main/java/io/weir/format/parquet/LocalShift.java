package io.weir.format.parquet;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Moves times between UTC and the clock of a zone. The offset that was in force is remembered, with the time for which
 * it is. Not for several threads.
 */
final class LocalShift {
    private static final long MILLIS_PER_SECOND = 1000;

    private final ZoneRules rules;
    private long offsetMillis;
    /** The instants [fromMillis, toMillis) have this offset. */
    private long fromMillis;

    private long toMillis;

    LocalShift(ZoneId zone) {
        rules = zone.getRules();
        if (rules.isFixedOffset()) {
            offsetMillis = rules.getOffset(Instant.EPOCH).getTotalSeconds() * MILLIS_PER_SECOND;
            fromMillis = Long.MIN_VALUE;
            toMillis = Long.MAX_VALUE;
        }
    }

    /** What the clock shows at an instant, as milliseconds since 1970 on that clock. */
    long toLocal(long millis) {
        if (millis < fromMillis || millis >= toMillis) {
            Instant instant = Instant.ofEpochMilli(millis);
            offsetMillis = rules.getOffset(instant).getTotalSeconds() * MILLIS_PER_SECOND;
            ZoneOffsetTransition next = rules.nextTransition(instant);
            ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
            fromMillis = before == null ? Long.MIN_VALUE : before.toEpochSecond() * MILLIS_PER_SECOND;
            toMillis = next == null ? Long.MAX_VALUE : next.toEpochSecond() * MILLIS_PER_SECOND;
        }
        return millis + offsetMillis;
    }

    /** The instant at which the clock shows this time; the later one of two, as java.sql.Timestamp has it. */
    long toInstant(long localMillis) {
        long millis = localMillis - offsetMillis;
        if (millis >= fromMillis && millis < toMillis && rules.isFixedOffset()) {
            return millis;
        }
        long seconds = Math.floorDiv(localMillis, MILLIS_PER_SECOND);
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.getTransition(local);
        ZoneOffset offset;
        if (transition == null) {
            offset = rules.getOffset(local);
        } else {
            offset = transition.isOverlap() ? transition.getOffsetAfter() : transition.getOffsetBefore();
        }
        return localMillis - offset.getTotalSeconds() * MILLIS_PER_SECOND;
    }
}
