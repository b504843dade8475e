package io.weir.cli.compare;

import io.weir.library.compare.ComparisonReport;
import io.weir.library.compare.ComparisonReport.Cell;
import io.weir.library.compare.ComparisonReport.Difference;
import io.weir.library.compare.ComparisonReport.Inputs;
import io.weir.library.compare.ComparisonReport.Pair;
import io.weir.library.compare.ComparisonReport.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people. */
public final class ComparisonText {
    private static final int ROWS_SHOWN_MAX = 5;

    private final StringBuilder text = new StringBuilder();

    private ComparisonText() {}

    /** The lines of a report. */
    public static String of(ComparisonReport report) {
        ComparisonText text = new ComparisonText();
        report.results().forEach(text::result);
        if (report.results().size() > 1) {
            long different = report.results().stream()
                    .filter(result -> !result.isEqual())
                    .count();
            text.line(
                    0,
                    different == 0
                            ? "all equal"
                            : different + " of " + report.results().size() + " different");
        }
        return text.text.toString();
    }

    private void result(Result result) {
        line(0, "line " + result.line() + ", " + result.name() + ": " + (result.isEqual() ? "equal" : "different"));
        for (ComparisonReport.SliceRows slice : result.slices()) {
            line(
                    2,
                    "read " + count(slice.rows(), "row") + " of " + slice.table()
                            + (slice.end().isEmpty() ? "" : " (" + slice.end() + ")"));
        }
        for (ComparisonReport.EngineRows rows : result.rows()) {
            String late = rows.lateRows() > 0 ? ", and dropped " + count(rows.lateRows(), "late row") : "";
            line(
                    2,
                    String.format(
                            Locale.ROOT,
                            "%s gave %s in %.1f s%s",
                            rows.engine(),
                            count(rows.rows(), "row"),
                            rows.seconds(),
                            late));
        }
        if (result.tolerance() > 0) {
            line(2, "DOUBLE and FLOAT are equal within " + result.tolerance() + " of the larger");
        }
        result.excluded().forEach(column -> line(2, "not compared, because no two runs agree: " + column));
        result.remarks().forEach(remark -> line(2, remark));
        result.pairs().stream().filter(pair -> !pair.differences().isEmpty()).forEach(this::pair);
    }

    private void pair(Pair pair) {
        line(
                2,
                pair.left() + " and " + pair.right() + ": " + count(pair.equalRows(), "row") + " equal, "
                        + count(pair.differentKeys(), "key") + " different"
                        + (pair.differences().size() < pair.differentKeys()
                                ? "; the first " + pair.differences().size()
                                : ""));
        pair.differences().forEach(difference -> difference(pair, difference));
    }

    private void difference(Pair pair, Difference difference) {
        line(4, difference.key().isEmpty() ? "of all rows" : cells(difference.key()));
        side(pair.left(), difference.left(), difference.key());
        side(pair.right(), difference.right(), difference.key());
        difference.inputs().forEach(this::inputs);
    }

    private void side(String engine, List<List<Cell>> rows, List<Cell> key) {
        if (rows.isEmpty()) {
            line(6, engine + ": no row");
        }
        for (List<Cell> row : rows.subList(0, Math.min(ROWS_SHOWN_MAX, rows.size()))) {
            List<Cell> values = row.stream().filter(cell -> !key.contains(cell)).toList();
            line(6, engine + ": " + (values.isEmpty() ? "a row" : cells(values)));
        }
        if (rows.size() > ROWS_SHOWN_MAX) {
            line(6, engine + ": and " + count(rows.size() - ROWS_SHOWN_MAX, "more row"));
        }
    }

    private void inputs(Inputs inputs) {
        if (!inputs.isTraced()) {
            line(6, "made of rows of " + inputs.table() + " that cannot be told: none of its columns is in the key");
            return;
        }
        line(
                6,
                "made of " + count(inputs.count(), "row") + " of " + inputs.table()
                        + (inputs.rows().size() < inputs.count()
                                ? "; the first " + inputs.rows().size()
                                : ""));
        inputs.rows().forEach(row -> line(8, cells(row)));
    }

    private static String cells(List<Cell> cells) {
        return cells.stream().map(cell -> cell.column() + " = " + cell.value()).collect(Collectors.joining(", "));
    }

    private static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(line).append(System.lineSeparator());
    }
}
