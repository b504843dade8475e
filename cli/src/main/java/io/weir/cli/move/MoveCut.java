package io.weir.cli.move;

import io.weir.engine.epoch.Manifest;
import io.weir.engine.window.WindowTime;
import io.weir.flink.move.MovablePlan;
import io.weir.flink.move.PlanCut;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * Says where an epoch cuts a pipeline: which windows had been given out, which rows the others still need, and where
 * the tables go on.
 */
final class MoveCut {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long FOUR_HOURS_MILLIS = 14_400_000;

    private final MovablePlan plan;
    private final Manifest manifest;
    private final ZoneId zone;
    private final Optional<Duration> maxAhead;

    private long records;
    private int partitionsMin = Integer.MAX_VALUE;

    MoveCut(MovablePlan plan, Manifest manifest, ZoneId zone, Optional<Duration> maxAhead) {
        this.plan = plan;
        this.manifest = manifest;
        this.zone = zone;
        this.maxAhead = maxAhead;
    }

    /** How many records are read again, once {@link #find} has been asked. */
    long records() {
        return records;
    }

    /** The partitions of the largest topic, of the table whose one is the smallest, of those that feed windows. */
    int partitionsMin() {
        return partitionsMin;
    }

    /**
     * The cut.
     *
     * @throws WeirException if the epoch is of another plan, or records are gone
     */
    PlanCut find() {
        Map<Integer, Long> closed = new HashMap<>();
        Map<Integer, Long> times = new HashMap<>();
        long neededAfter = Long.MAX_VALUE;
        for (MovablePlan.Step step : plan.steps()) {
            long watermark = watermark(step);
            times.put(step.node().id(), watermark);
            checkLevel(step, watermark, times);
            if (watermark == Long.MIN_VALUE) {
                neededAfter = Long.MIN_VALUE;
                continue;
            }
            closed.put(step.node().id(), closedUntil(step, watermark));
            long zoneRoom = step.isLocalTime() ? DAY_MILLIS : 0;
            neededAfter = Math.min(neededAfter, watermark + 1 - step.windowSizeMillis() - zoneRoom);
        }
        Map<Integer, PlanCut.TableCut> tables = new HashMap<>();
        for (TableSourceScanNode scan : plan.scans()) {
            tables.put(scan.id(), table(scan, neededAfter));
        }
        return new PlanCut(closed, neededAfter, tables);
    }

    private PlanCut.TableCut table(TableSourceScanNode scan, long neededAfter) {
        Manifest.SourceState state = manifest.source(plan.stateName(scan)).orElseThrow(() -> misfit(scan.describe()));
        OptionalLong neededFrom = maxAhead.isEmpty() || neededAfter == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, neededAfter + 1 - maxAhead.get().toMillis()));
        boolean isReplayed = plan.feedsWindows(scan);
        TableReplay.Found found = new TableReplay(scan.table(), state, maxAhead).find(isReplayed, neededFrom);
        if (isReplayed) {
            records += found.records();
            partitionsMin = Math.min(partitionsMin, found.partitions());
        }
        return found.cut();
    }

    private long watermark(MovablePlan.Step step) {
        List<Long> watermarks = manifest.operator(plan.stateName(step.node()))
                .orElseThrow(() -> misfit(step.node().describe()))
                .watermarks();
        Set<Long> different = new HashSet<>(watermarks);
        if (different.size() != 1) {
            throw new WeirException(
                    ErrorCode.STATE_MISFIT,
                    "The instances of " + step.node().describe() + " are at different times: " + watermarks,
                    "epoch " + manifest.epoch(),
                    "Let it run on here for a while, and try again",
                    null);
        }
        return watermarks.get(0);
    }

    /** A step behind another one must have given out what that one has. */
    private void checkLevel(MovablePlan.Step step, long watermark, Map<Integer, Long> times) {
        for (MovablePlan.Step before : plan.stepsBefore(step)) {
            Long earlier = times.get(before.node().id());
            if (earlier != null && earlier != watermark) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        step.node().describe() + " holds windows that were closed before it, by "
                                + before.node().describe() + ": its inputs are at different times",
                        "epoch " + manifest.epoch(),
                        "Run it on here",
                        null);
            }
        }
    }

    private WeirException misfit(String node) {
        return new WeirException(
                ErrorCode.STATE_MISFIT,
                "Epoch " + manifest.epoch() + " has nothing of " + node + ": it is of another plan",
                "pipeline " + manifest.pipeline(),
                "Give the file that has run",
                null);
    }

    /** The last end of a window that had fired. */
    private long closedUntil(MovablePlan.Step step, long watermark) {
        WindowTime time =
                WindowTime.of(step.isLocalTime() ? new LocalZonedTimestampType(3) : new TimestampType(3), zone);
        long fired = time.toWall(watermark) - FOUR_HOURS_MILLIS;
        long open = time.toWall(watermark) + FOUR_HOURS_MILLIS;
        while (open - fired > 1) {
            long middle = fired + (open - fired) / 2;
            if (time.hasFired(middle, watermark)) {
                fired = middle;
            } else {
                open = middle;
            }
        }
        return fired;
    }
}
