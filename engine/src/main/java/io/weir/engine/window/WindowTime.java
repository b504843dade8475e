package io.weir.engine.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Between epoch time and the time in which windows are cut.
 *
 * <p>Windows over TIMESTAMP are cut as if in UTC. Windows over TIMESTAMP_LTZ are cut in the session's time zone: an
 * hour starts when a clock on the wall there says so, and the window's start and end are what that clock says ("wall
 * time", as milliseconds since 1970 on that clock). At a change to or from daylight saving time, windows fire as
 * Flink's do: at the first instant after a gap, and after the second pass through an overlap.
 */
public final class WindowTime {
    private static final long HOUR_MILLIS = 3_600_000L;

    private final ZoneId zone;
    private final ZoneRules rules;
    private final boolean isShifted;
    private final boolean usesDaylightTime;
    private long cachedWall = Long.MIN_VALUE;
    private long cachedTimer;

    private WindowTime(ZoneId zone, boolean isShifted) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.isShifted = isShifted;
        this.usesDaylightTime =
                isShifted && java.util.TimeZone.getTimeZone(zone).useDaylightTime();
    }

    /** The window time of a time attribute of this type. */
    public static WindowTime of(LogicalType timeType, ZoneId localTimeZone) {
        boolean isLocal = timeType.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        boolean isUtc =
                localTimeZone.equals(ZoneOffset.UTC) || localTimeZone.getId().equals("UTC");
        return isLocal && !isUtc ? new WindowTime(localTimeZone, true) : new WindowTime(ZoneOffset.UTC, false);
    }

    /** One with a cache of its own, for another thread. */
    public WindowTime copy() {
        return new WindowTime(zone, isShifted);
    }

    /** Wall time of an instant. */
    public long toWall(long epochMillis) {
        if (!isShifted || epochMillis == Long.MAX_VALUE) {
            return epochMillis;
        }
        return epochMillis + rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds() * 1000L;
    }

    /** An instant with this wall time. */
    public long toEpoch(long wallMillis) {
        if (!isShifted || wallMillis == Long.MAX_VALUE) {
            return wallMillis;
        }
        return wall(wallMillis).atZone(zone).toInstant().toEpochMilli();
    }

    /** The watermark, or the processing time, at which a window fires whose last millisecond of wall time this is. */
    public long toTimer(long wallMillis) {
        if (!isShifted || wallMillis == Long.MAX_VALUE) {
            return wallMillis;
        }
        if (wallMillis != cachedWall) {
            cachedTimer = timer(wallMillis);
            cachedWall = wallMillis;
        }
        return cachedTimer;
    }

    private long timer(long wallMillis) {
        LocalDateTime wall = wall(wallMillis);
        long first = wall.atZone(zone).toInstant().toEpochMilli();
        if (!usesDaylightTime) {
            return first;
        }
        long hourLater = wall.plusHours(1).atZone(zone).toInstant().toEpochMilli();
        if (first == hourLater) {
            return first - first % HOUR_MILLIS;
        }
        return hourLater - first > HOUR_MILLIS ? first + HOUR_MILLIS : first;
    }

    private static LocalDateTime wall(long wallMillis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(wallMillis, 1000L), Math.floorMod(wallMillis, 1000) * 1_000_000, ZoneOffset.UTC);
    }

    /** True if a window that ends here has fired once event time or processing time has reached {@code progress}. */
    public boolean hasFired(long windowEnd, long progress) {
        return windowEnd != Long.MAX_VALUE && progress >= toTimer(windowEnd - 1);
    }
}
