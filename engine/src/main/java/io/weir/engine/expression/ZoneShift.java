package io.weir.engine.expression;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The shift between UTC and the local time of a zone. It remembers the offset of the period between two transitions, so
 * that values of one period need no look into the zone's rules.
 */
final class ZoneShift {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private final ZoneId zone;
    private final ZoneRules rules;
    /** The period in which the offset holds, epoch milliseconds, from inclusive to exclusive. */
    private long periodStart = Long.MAX_VALUE / 2;

    private long periodEnd = Long.MIN_VALUE / 2;
    private long offsetMillis;

    ZoneShift(ZoneId zone) {
        this.zone = zone;
        rules = zone.getRules();
    }

    ZoneId zone() {
        return zone;
    }

    /** Local time, as milliseconds since 1970-01-01 00:00 in the zone, at an instant. */
    long toLocal(long epochMillis) {
        if (epochMillis < periodStart || epochMillis >= periodEnd) {
            findPeriod(epochMillis);
        }
        return epochMillis + offsetMillis;
    }

    /**
     * The instant of a local time. A local time that clocks skip counts from the offset before the gap; of a local time
     * that occurs twice, the first is meant.
     */
    long toEpoch(long localMillis) {
        long epochMillis = localMillis - offsetMillis;
        if (epochMillis >= periodStart + MILLIS_PER_DAY && epochMillis < periodEnd - MILLIS_PER_DAY) {
            return epochMillis;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMillis, 1000L), (int) Math.floorMod(localMillis, 1000L) * 1_000_000, ZoneOffset.UTC);
        long exact = local.atZone(zone).toInstant().toEpochMilli();
        findPeriod(exact);
        return exact;
    }

    private void findPeriod(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
        ZoneOffsetTransition next = rules.nextTransition(instant);
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusNanos(1));
        // Far from the ends of long, so that a day can be added and subtracted.
        periodStart =
                previous == null ? Long.MIN_VALUE / 2 : previous.getInstant().toEpochMilli();
        periodEnd = next == null ? Long.MAX_VALUE / 2 : next.getInstant().toEpochMilli();
    }
}
