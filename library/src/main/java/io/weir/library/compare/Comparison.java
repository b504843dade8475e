package io.weir.library.compare;

import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.TemporaryFolder;
import io.weir.library.compare.ComparisonReport.Cell;
import io.weir.library.compare.ComparisonReport.Difference;
import io.weir.library.compare.ComparisonReport.EngineRows;
import io.weir.library.compare.ComparisonReport.Pair;
import io.weir.library.compare.ComparisonReport.Result;
import io.weir.library.compare.ComparisonReport.SliceRows;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Runs a script's jobs on several engines over the very same rows of their sources, and compares what is left at the
 * end. Nothing is written to the script's own tables.
 *
 * <p>Each source is read once, up to a bound, and written down; all engines then read that file, row by row in its
 * order, with a watermark behind each row. The end of the file ends event time, so that all windows fire.
 *
 * <h2>Failure</h2>
 *
 * <p>What cannot be sliced or compared is refused before anything runs; an engine that fails fails the comparison.
 */
public final class Comparison {
    private static final int DIFFERENCES_SHOWN_MAX = 5;

    private final Settings settings;
    private final ComparedEngines engines;

    /**
     * What is wanted.
     *
     * @param engines the first is what the others are compared with
     * @param rowsMax of each source
     * @param timeMax for each source that has no end
     * @param tolerance how far DOUBLE and FLOAT values may be apart, relative to the larger; 0 for not at all
     * @param log is told what is being done
     */
    public record Settings(
            List<ComparedEngine> engines, long rowsMax, Duration timeMax, double tolerance, Consumer<String> log) {
        public Settings {
            engines = List.copyOf(engines);
        }
    }

    public Comparison(Settings settings) {
        this.settings = settings;
        engines = new ComparedEngines();
    }

    /**
     * Compares all results of a script.
     *
     * @param file the script's name, for messages
     */
    public ComparisonReport compare(PlannedScript script, String file) throws InterruptedException {
        if (script.jobs().isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE, "There is nothing to compare", file, "Add an INSERT or a SELECT", null);
        }
        engines.check(settings.engines());
        List<PlannedResult> planned = new ArrayList<>();
        for (Job job : script.jobs()) {
            planned.add(PlannedResult.of(job, file));
        }
        List<Result> results = new ArrayList<>();
        // It has rows of the user's.
        try (TemporaryFolder folder = TemporaryFolder.create("weir-compare")) {
            for (PlannedResult each : planned) {
                results.addAll(compare(each, folder.path()));
            }
        }
        return new ComparisonReport(
                settings.engines().stream().map(ComparedEngine::name).toList(), results);
    }

    private List<Result> compare(PlannedResult planned, Path folder) throws InterruptedException {
        List<Slice> slices = slices(planned, folder);
        List<Ran> ran = new ArrayList<>();
        List<WeirException> failures = new ArrayList<>();
        for (ComparedEngine engine : settings.engines()) {
            settings.log().accept(planned.place() + ": running on " + engine.name());
            long start = System.nanoTime();
            Map<String, FinalRows> results = planned.emptyResults();
            long lateRows = 0;
            try {
                lateRows = engines.run(engine, planned, slices, results);
            } catch (WeirException e) {
                failures.add(failed(engine, planned, e));
            }
            ran.add(new Ran(results, (System.nanoTime() - start) / 1e9, lateRows));
        }
        if (!failures.isEmpty()) {
            throw failure(planned, failures);
        }
        List<Result> compared = new ArrayList<>();
        for (PlannedResult.Table table : planned.tables()) {
            compared.add(result(planned, table, slices, ran));
        }
        return compared;
    }

    /** What an engine gave, by the names of the results. */
    private record Ran(Map<String, FinalRows> results, double seconds, long lateRows) {}

    private List<Slice> slices(PlannedResult planned, Path folder) throws InterruptedException {
        SliceTaker taker = new SliceTaker(folder, settings.rowsMax(), settings.timeMax());
        List<Slice> slices = new ArrayList<>();
        long rows = 0;
        for (TableSourceScanNode scan : planned.scans()) {
            settings.log().accept(planned.place() + ": reading " + scan.table().name());
            Slice slice = taker.take(planned.job(), scan);
            slices.add(slice);
            rows += slice.rows();
        }
        if (rows == 0 && !slices.isEmpty()) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "There is nothing to compare: its sources have no rows",
                    planned.place(),
                    "",
                    null);
        }
        return slices;
    }

    private static WeirException failed(ComparedEngine engine, PlannedResult planned, WeirException e) {
        return new WeirException(e.code(), engine.name() + ": " + e.what(), planned.place(), e.hint(), e);
    }

    private WeirException failure(PlannedResult planned, List<WeirException> failures) {
        if (failures.size() == 1 && settings.engines().size() > 1) {
            WeirException only = failures.get(0);
            return new WeirException(
                    only.code(),
                    "Only one engine fails, " + only.what(),
                    planned.place(),
                    only.hint(),
                    only.getCause());
        }
        return failures.get(0);
    }

    private Result result(PlannedResult planned, PlannedResult.Table table, List<Slice> slices, List<Ran> ran) {
        List<List<List<String>>> finals = new ArrayList<>();
        List<EngineRows> counts = new ArrayList<>();
        for (int i = 0; i < ran.size(); i++) {
            List<List<String>> each = rows(planned, table, settings.engines().get(i), ran.get(i));
            finals.add(each);
            counts.add(new EngineRows(
                    settings.engines().get(i).name(),
                    each.size(),
                    ran.get(i).seconds(),
                    ran.get(i).lateRows()));
        }
        List<ResultColumn> columns = table.keptColumns();
        InputRows inputs = new InputRows(slices, planned.zone());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < finals.size(); i++) {
            RowsDifference difference =
                    RowsDifference.of(finals.get(0), finals.get(i), columns, table.keyOfKept(), settings.tolerance());
            List<Difference> shown = new ArrayList<>();
            for (RowsDifference.Key key : difference
                    .keys()
                    .subList(
                            0, Math.min(DIFFERENCES_SHOWN_MAX, difference.keys().size()))) {
                shown.add(difference(table, key, inputs));
            }
            pairs.add(new Pair(
                    counts.get(0).engine(),
                    counts.get(i).engine(),
                    difference.equalRows(),
                    difference.keys().size(),
                    shown));
        }
        return new Result(
                planned.job().line(),
                table.title(),
                slices.stream()
                        .map(slice -> new SliceRows(slice.table(), slice.rows(), slice.end()))
                        .toList(),
                columns.stream().map(ResultColumn::name).toList(),
                table.excluded(),
                table.hasFloating() ? settings.tolerance() : 0,
                counts,
                pairs);
    }

    private static List<List<String>> rows(
            PlannedResult planned, PlannedResult.Table table, ComparedEngine engine, Ran ran) {
        try {
            return Objects.requireNonNull(ran.results().get(table.name())).rows();
        } catch (IllegalStateException e) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    engine.name() + " gives a changelog that is none: " + e.getMessage(),
                    planned.place() + ", " + table.title(),
                    "",
                    e);
        }
    }

    private static Difference difference(PlannedResult.Table table, RowsDifference.Key key, InputRows inputs) {
        List<String> names =
                table.keptColumns().stream().map(ResultColumn::name).toList();
        List<String> keyNames = new ArrayList<>();
        for (int position : table.keyOfKept()) {
            keyNames.add(names.get(position));
        }
        return new Difference(
                named(keyNames, key.cells()),
                key.left().stream().map(row -> named(names, row)).toList(),
                key.right().stream().map(row -> named(names, row)).toList(),
                inputs.of(table.keyColumns(), key.cells()));
    }

    /** Cells with the names of their columns. */
    static List<Cell> named(List<String> names, List<String> cells) {
        List<Cell> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            named.add(new Cell(names.get(i), cells.get(i)));
        }
        return named;
    }
}
