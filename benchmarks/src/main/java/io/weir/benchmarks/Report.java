package io.weir.benchmarks;

import io.weir.benchmarks.side.SideKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of a comparison as a table, the goals with whether they hold, and all of it once more as a line of JSON.
 */
final class Report {
    private static final String NOT_MEASURED = "-";

    private final Comparison comparison;
    private final long rows;
    private final List<SideResult> results;

    Report(Comparison comparison, long rows, List<SideResult> results) {
        this.comparison = comparison;
        this.rows = rows;
        this.results = List.copyOf(results);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(comparison.query()).append(": ").append(rows).append(" rows, ");
        text.append(ComparisonRunner.THREADS)
                .append(" threads, JDK ")
                .append(Runtime.version().feature());
        text.append("; ").append(agreement()).append("; medians\n\n");
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {
            "side",
            "steady s",
            "times",
            "M rows/s",
            "ns/row",
            "cpu s",
            "first s",
            "process s",
            "times",
            "cpu s",
            "peak MB",
            "other %"
        });
        for (SideResult result : results) {
            double steady = result.seconds(Goal.Measure.STEADY);
            double process = result.seconds(Goal.Measure.PROCESS);
            table.add(new String[] {
                result.side().id(),
                number(steady, 3),
                number(steady / baseline(Goal.Measure.STEADY), 2),
                number(rows / steady / 1e6, 2),
                number(steady / rows * 1e9, 1),
                number(result.steadyCpuSeconds(), 2),
                number(result.firstSeconds(), 3),
                number(process, 3),
                number(process / baseline(Goal.Measure.PROCESS), 2),
                number(result.processCpuSeconds(), 2),
                number(result.processPeakMegabytes(), 0),
                number(100 * result.otherShare(), 0)
            });
        }
        appendTable(text, table);
        text.append("\nsteady: runs in one JVM after warm-up. first: the first run in it. process: one run, with the "
                + "JVM's start.\n"
                + "other: how much of the machine something else took; above 10 % the times say little.\n");
        for (Goal goal : comparison.goals()) {
            text.append(line(goal)).append('\n');
        }
        return text.toString();
    }

    private String agreement() {
        long answers =
                results.stream().filter(result -> result.side().hasAnswer()).count();
        return answers > 1 ? "the answers of " + answers + " sides agree" : "no other answer to compare with";
    }

    String json() {
        StringBuilder json = new StringBuilder();
        json.append("{\"benchmark\":\"")
                .append(comparison.query())
                .append("\",\"rows\":")
                .append(rows);
        json.append(",\"threads\":").append(ComparisonRunner.THREADS);
        json.append(",\"jdk\":\"").append(Runtime.version()).append("\",\"sides\":{");
        String separator = "";
        for (SideResult result : results) {
            json.append(separator).append('"').append(result.side().id()).append("\":{");
            appendFigure(json, "", "steadySeconds", result.seconds(Goal.Measure.STEADY));
            appendFigure(json, ",", "steadyCpuSeconds", result.steadyCpuSeconds());
            appendFigure(json, ",", "firstSeconds", result.firstSeconds());
            appendFigure(json, ",", "processSeconds", result.seconds(Goal.Measure.PROCESS));
            appendFigure(json, ",", "processCpuSeconds", result.processCpuSeconds());
            appendFigure(json, ",", "processPeakMegabytes", result.processPeakMegabytes());
            appendFigure(json, ",", "otherShare", result.otherShare());
            json.append('}');
            separator = ",";
        }
        json.append("},\"goals\":[");
        separator = "";
        for (Goal goal : comparison.goals()) {
            json.append(separator)
                    .append("{\"goal\":\"")
                    .append(description(goal))
                    .append("\",\"bound\":");
            json.append(figure(bound(goal)));
            json.append(",\"measured\":").append(figure(measured(goal))).append('}');
            separator = ",";
        }
        return json.append("]}").toString();
    }

    /** How long a side takes for a row, in steady state if that was measured, or NaN. */
    double nanosPerRow(SideKind side) {
        return result(side)
                .map(result -> result.seconds(Goal.Measure.STEADY) / rows * 1e9)
                .orElse(Double.NaN);
    }

    /** Ratios are to Weir, or to the fastest if Weir was not measured. */
    private double baseline(Goal.Measure measure) {
        double weir = seconds(SideKind.WEIR, measure);
        double fastest = results.stream()
                .mapToDouble(result -> result.seconds(measure))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        return Double.isNaN(weir) ? fastest : weir;
    }

    private double seconds(SideKind side, Goal.Measure measure) {
        return result(side).map(result -> result.seconds(measure)).orElse(Double.NaN);
    }

    private Optional<SideResult> result(SideKind side) {
        return results.stream().filter(result -> result.side() == side).findFirst();
    }

    private String line(Goal goal) {
        double measured = measured(goal);
        double bound = bound(goal);
        if (Double.isNaN(measured)) {
            return "goal not measured: " + description(goal);
        }
        boolean holds = goal instanceof Goal.Memory ? measured <= bound : measured >= bound;
        String limit = goal instanceof Goal.Memory ? "at most " : "at least ";
        return (holds ? "goal reached: " : "GOAL MISSED: ") + description(goal) + ": " + number(measured, 2) + " ("
                + limit + number(bound, 2) + ")";
    }

    private static String description(Goal goal) {
        if (goal instanceof Goal.Speed speed) {
            return "times as fast as " + speed.peer().id() + " (weir "
                    + speed.weir().id() + ", " + speed.peer().id() + " "
                    + speed.peerMeasure().id() + ")";
        }
        return "peak MB of weir's process";
    }

    private static double bound(Goal goal) {
        return goal instanceof Goal.Speed speed ? speed.timesMin() : ((Goal.Memory) goal).megabytesMax();
    }

    private double measured(Goal goal) {
        if (goal instanceof Goal.Speed speed) {
            return seconds(speed.peer(), speed.peerMeasure()) / seconds(SideKind.WEIR, speed.weir());
        }
        return result(SideKind.WEIR).map(SideResult::processPeakMegabytes).orElse(Double.NaN);
    }

    private static void appendFigure(StringBuilder json, String separator, String name, double value) {
        json.append(separator).append('"').append(name).append("\":").append(figure(value));
    }

    private static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "null";
    }

    static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : NOT_MEASURED;
    }

    /** The first column to the left, the others to the right. */
    private static void appendTable(StringBuilder text, List<String[]> table) {
        int columns = table.get(0).length;
        for (String[] cells : table) {
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width =
                        table.stream().mapToInt(line -> line[at].length()).max().orElse(0);
                String padding = " ".repeat(width - cells[column].length());
                text.append(column == 0 ? cells[column] + padding : "  " + padding + cells[column]);
            }
            text.append('\n');
        }
    }
}
