package io.weir.cli.top;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The lines of a report of the last hours, from what the server has kept of them. */
public final class DayReport {
    private final TopScreen texts;

    /** @param isColoured whether states have colours */
    public DayReport(boolean isColoured) {
        texts = new TopScreen(isColoured);
    }

    /**
     * The lines.
     *
     * @param pipelines the answer of {@code /api/v1/pipelines}
     * @param report the answer of {@code /api/v1/report}
     * @param alerts the answer of {@code /api/v1/alerts}
     */
    public List<String> lines(String url, JsonNode pipelines, JsonNode report, JsonNode alerts) {
        List<String> lines = new ArrayList<>();
        lines.add("Weir at " + url + ", from " + moment(report, "from") + " to " + moment(report, "to"));
        for (JsonNode one : report.path("pipelines")) {
            String name = one.path("name").asString("");
            double rows = number(one, "rowsIn");
            double failed = number(one, "failedRecords");
            double late = number(one, "lateRows");
            double seconds = number(one, "runningSeconds");
            lines.add("");
            lines.add(name + ": " + texts.state(state(pipelines, name)) + ", ran for "
                    + TopScreen.duration((long) seconds) + ", " + TopScreen.count(number(one, "restarts"))
                    + " restarts");
            lines.add("  throughput  " + TopScreen.count(rows) + " rows in, " + TopScreen.count(number(one, "rowsOut"))
                    + " rows out, " + TopScreen.count(rows / seconds) + " rows/s on average");
            lines.add("  lag         " + TopScreen.millis(number(one, "lagMillisMax")) + " at worst");
            lines.add("  errors      " + TopScreen.count(failed) + " records failed, "
                    + TopScreen.percent(failed / (rows + failed)));
            lines.add("  late        " + TopScreen.count(late) + " rows dropped, " + TopScreen.percent(late / rows));
            lines.add("  latency     " + TopScreen.millis(number(one, "latencyMillisMean")) + " on average, "
                    + TopScreen.millis(number(one, "latencyMillisMax")) + " at worst");
            lines.add("  epochs      " + TopScreen.millis(number(one, "epochMillisMax")) + " at worst");
        }
        lines.add("");
        lines.addAll(texts.alerts(alerts));
        return lines;
    }

    private static String moment(JsonNode report, String field) {
        return report.path(field).asString("").replaceAll("\\..*", "Z");
    }

    /** What it does now; one that has been taken away does nothing. */
    private static String state(JsonNode pipelines, String name) {
        for (JsonNode one : pipelines.path("pipelines")) {
            if (one.path("name").asString("").equals(name)) {
                return one.path("state").asString("");
            }
        }
        return "gone";
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).asDouble() : Double.NaN;
    }
}
