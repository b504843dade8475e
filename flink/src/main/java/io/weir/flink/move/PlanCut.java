package io.weir.flink.move;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a plan is cut.
 *
 * @param closedUntil by the id of a step's node: windows that end here or before were given out; in the time in which
 *     windows are cut, as milliseconds since 1970. A step without is one that has given out nothing
 * @param neededAfterMillis rows of this event time or before belong to closed windows only
 * @param tables by the id of a scan: how it goes on
 */
public record PlanCut(Map<Integer, Long> closedUntil, long neededAfterMillis, Map<Integer, TableCut> tables) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Before all times that Flink's planner can write. */
    private static final long EARLIEST_MILLIS = -62_135_596_800_000L;

    public PlanCut {
        closedUntil = Map.copyOf(closedUntil);
        tables = Map.copyOf(tables);
        neededAfterMillis = Math.max(neededAfterMillis, EARLIEST_MILLIS);
    }

    /**
     * How a table goes on.
     *
     * @param replay the options of the copy that feeds windows
     * @param goingOn the options of the one that feeds sinks
     */
    public record TableCut(Map<String, String> replay, Map<String, String> goingOn) {
        public TableCut {
            replay = Map.copyOf(replay);
            goingOn = Map.copyOf(goingOn);
        }
    }

    /** The cut as JSON, to be kept. */
    public String text() {
        return JSON.writeValueAsString(this);
    }

    /** Reads what {@link #text} has written. */
    public static PlanCut of(String text) {
        return JSON.readValue(text, PlanCut.class);
    }

    long closedUntilMillis(int step) {
        return Math.max(EARLIEST_MILLIS, closedUntil.getOrDefault(step, EARLIEST_MILLIS));
    }

    TableCut table(int scan) {
        TableCut found = tables.get(scan);
        if (found == null) {
            throw new IllegalArgumentException("The cut has no table for node " + scan);
        }
        return found;
    }
}
