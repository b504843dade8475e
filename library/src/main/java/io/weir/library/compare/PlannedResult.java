package io.weir.library.compare;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.flink.connector.ResultTableSinkFactory;
import io.weir.flink.slice.SlicedPlan;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.TableColumn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.RowKind;

/**
 * A job whose results are to be compared.
 *
 * @param place the statement's file and line
 * @param scans what is to be sliced
 * @param tables what the job writes, or the rows of its SELECT
 */
record PlannedResult(Job job, String place, List<TableSourceScanNode> scans, List<Table> tables) {
    private static final String RUNTIME_MODE = "execution.runtime-mode";
    private static final String ZONE = "table.local-time-zone";

    /**
     * A result.
     *
     * @param node the sink's id
     * @param name under which its rows are taken
     * @param title what it is called in reports
     * @param columns all that it has
     * @param primaryKey positions of the columns by which rows are replaced; none if changes say what was before
     * @param kept positions of the columns that are compared
     * @param key positions of the columns by which rows are put side by side
     * @param traced where all its columns come from
     * @param excluded what is not compared, and why
     */
    record Table(
            int node,
            String name,
            String title,
            List<ResultColumn> columns,
            List<Integer> primaryKey,
            List<Integer> kept,
            List<Integer> key,
            List<PlanColumn> traced,
            List<String> excluded) {

        List<ResultColumn> keptColumns() {
            return kept.stream().map(columns::get).toList();
        }

        /** The key's positions among the columns that are compared. */
        int[] keyOfKept() {
            return key.stream().mapToInt(kept::indexOf).toArray();
        }

        List<PlanColumn> keyColumns() {
            return key.stream().map(traced::get).toList();
        }

        boolean hasFloating() {
            return keptColumns().stream()
                    .anyMatch(column -> column.type().is(LogicalTypeRoot.DOUBLE)
                            || column.type().is(LogicalTypeRoot.FLOAT));
        }
    }

    /**
     * Looks at a job.
     *
     * @param file of the script
     * @throws WeirException if it cannot be compared
     */
    static PlannedResult of(Job job, String file) {
        String place = file + ":" + job.line();
        CompiledPlan plan = job.planOr("Only Flink can plan this batch, so that there is nothing to compare");
        PlanColumns traced = new PlanColumns(plan, place);
        List<Table> tables = new ArrayList<>();
        List<TableSourceScanNode> scans = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof SinkNode sink) {
                tables.add(table(job, sink, traced.of(sink.inputs().get(0).nodeId()), place));
            } else if (node instanceof TableSourceScanNode scan) {
                scans.add(scan);
            }
        }
        return new PlannedResult(job, place, scans, tables);
    }

    private static Table table(Job job, SinkNode sink, List<PlanColumn> traced, String place) {
        boolean isSelect = sink.table().connector().equals(ResultTableSinkFactory.IDENTIFIER);
        List<ResultColumn> columns = job instanceof SelectJob select && isSelect ? select.columns() : columns(sink);
        boolean isByKey = !isSelect
                && sink.inputChangelogMode().contains(RowKind.UPDATE_AFTER)
                && !sink.inputChangelogMode().contains(RowKind.UPDATE_BEFORE);
        List<Integer> primaryKey = isByKey ? primaryKey(sink) : List.of();
        List<Integer> kept = new ArrayList<>();
        List<Integer> key = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> chance = traced.get(i).chance();
            if (chance.isPresent()) {
                excluded.add(columns.get(i).name() + ": " + chance.get());
                continue;
            }
            kept.add(i);
            boolean isKey = primaryKey.isEmpty() ? traced.get(i).isTraced() : primaryKey.contains(i);
            if (isKey) {
                key.add(i);
            }
        }
        if (kept.isEmpty() || !kept.containsAll(primaryKey)) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "No two runs give the same rows: " + String.join(", ", excluded),
                    place,
                    "Compare a query that takes its time from the events",
                    null);
        }
        return new Table(
                sink.id(),
                isSelect ? LocalFlink.NO_NAME : "sink-" + sink.id(),
                isSelect ? "SELECT" : sink.table().name(),
                columns,
                primaryKey,
                kept,
                key,
                traced,
                excluded);
    }

    /** The columns that are written: the table's, then its metadata, which the plan has under its keys. */
    private static List<ResultColumn> columns(SinkNode sink) {
        List<String> names = sink.table().columns().stream()
                .filter(TableColumn.PhysicalColumn.class::isInstance)
                .map(TableColumn::name)
                .toList();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < sink.outputType().getFieldCount(); i++) {
            String name = i < names.size()
                    ? names.get(i)
                    : sink.outputType().getFieldNames().get(i);
            columns.add(
                    new ResultColumn(name, SlicedPlan.plain(sink.outputType().getTypeAt(i))));
        }
        return columns;
    }

    private static List<Integer> primaryKey(SinkNode sink) {
        List<String> names = columns(sink).stream().map(ResultColumn::name).toList();
        return sink.table().primaryKey().isEmpty()
                ? sink.inputUpsertKey()
                : sink.table().primaryKey().stream().map(names::indexOf).toList();
    }

    ZoneId zone() {
        String zone = job.configuration().getOrDefault(ZONE, "default");
        return zone.equals("default") ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    /** Nothing yet, by the names of the results. */
    Map<String, FinalRows> emptyResults() {
        Map<String, FinalRows> results = new LinkedHashMap<>();
        for (Table table : tables) {
            results.put(
                    table.name(),
                    new FinalRows(
                            table.columns(),
                            table.primaryKey().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray(),
                            table.kept().stream().mapToInt(Integer::intValue).toArray()));
        }
        return results;
    }

    /**
     * The job as the engines run it.
     *
     * @param place of each slice
     */
    Job sliced(List<Slice> slices, Function<Slice, String> place) {
        SlicedPlan plan = SlicedPlan.of(job.planJson());
        slices.forEach(slice -> plan.readSlice(slice.scan(), slice.type(), place.apply(slice)));
        for (Table table : tables) {
            if (!table.name().equals(LocalFlink.NO_NAME)) {
                plan.capture(table.node(), table.name());
            }
        }
        plan.ignoreClocks();
        Map<String, String> configuration = new TreeMap<>(job.configuration());
        configuration.keySet().removeIf(PlannedResult::isOfARun);
        configuration.put("pipeline.auto-watermark-interval", "0 ms");
        configuration.put("restart-strategy.type", "none");
        return job instanceof SelectJob select
                ? new SelectJob(
                        select.sql(),
                        select.line(),
                        plan.toJson(),
                        configuration,
                        select.setup(),
                        select.columns(),
                        select.isInsertOnly())
                : new InsertJob(job.sql(), job.line(), plan.toJson(), configuration, job.setup());
    }

    /** Settings that are about a run that is kept, or about a clock. */
    private static boolean isOfARun(String key) {
        return key.equals(RUNTIME_MODE)
                || key.equals("table.exec.source.idle-timeout")
                || key.startsWith("execution.checkpointing.")
                || key.startsWith("restart-strategy");
    }
}
