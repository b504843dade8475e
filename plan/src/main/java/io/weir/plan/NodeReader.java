package io.weir.plan;

import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.AsyncCalcNode;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.ChangelogNormalizeNode;
import io.weir.plan.node.CorrelateNode;
import io.weir.plan.node.DeduplicateNode;
import io.weir.plan.node.DropUpdateBeforeNode;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.ExpandNode;
import io.weir.plan.node.JoinType;
import io.weir.plan.node.LimitNode;
import io.weir.plan.node.MatchNode;
import io.weir.plan.node.MiniBatchAssignerNode;
import io.weir.plan.node.MultiJoinNode;
import io.weir.plan.node.NodeInfo;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.ProcessTableFunctionNode;
import io.weir.plan.node.RankNode;
import io.weir.plan.node.RankRange;
import io.weir.plan.node.RankType;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.SortLimitNode;
import io.weir.plan.node.SortNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.TemporalSortNode;
import io.weir.plan.node.UnionNode;
import io.weir.plan.node.UnknownNode;
import io.weir.plan.node.ValuesNode;
import io.weir.plan.node.WatermarkAssignerNode;
import io.weir.plan.node.WindowDeduplicateNode;
import io.weir.plan.node.WindowRankNode;
import io.weir.plan.node.WindowTableFunctionNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the part of a node that its type adds. */
final class NodeReader {
    private final ExpressionReader expressions;
    private final TableReader tables;
    private final SpecReader specs;
    private final AggregateNodeReader aggregates;
    private final JoinNodeReader joins;

    NodeReader(TypeReader types, ExpressionReader expressions, TableReader tables) {
        this.expressions = expressions;
        this.tables = tables;
        this.specs = new SpecReader(types, expressions);
        this.aggregates = new AggregateNodeReader(types, expressions, specs);
        this.joins = new JoinNodeReader(types, expressions, tables, specs);
    }

    PlanNode read(PlanJson json, NodeInfo info) {
        return switch (info.type()) {
            case "stream-exec-table-source-scan_1", "stream-exec-table-source-scan_2" -> scan(json, info);
            case "stream-exec-sink_1", "stream-exec-sink_2" -> sink(json, info);
            case "stream-exec-values_1" -> values(json, info);
            case "stream-exec-calc_1" ->
                new CalcNode(
                        info,
                        expressions.readAll(json.field("projection")),
                        expressions.readOptional(json, "condition"));
            case "stream-exec-async-calc_1" -> new AsyncCalcNode(info, expressions.readAll(json.field("projection")));
            case "stream-exec-watermark-assigner_1" ->
                new WatermarkAssignerNode(
                        info,
                        expressions.read(json.field("watermarkExpr")),
                        json.field("rowtimeFieldIndex").index());
            case "stream-exec-mini-batch-assigner_1" -> miniBatch(json.field("miniBatchInterval"), info);
            case "stream-exec-exchange_1" -> exchange(json, info);
            case "stream-exec-union_1" -> new UnionNode(info);
            case "stream-exec-drop-update-before_1" -> new DropUpdateBeforeNode(info);
            case "stream-exec-expand_1" ->
                new ExpandNode(
                        info,
                        json.field("projects").items().stream()
                                .map(expressions::readAll)
                                .toList());
            case "stream-exec-changelog-normalize_1" ->
                new ChangelogNormalizeNode(
                        info,
                        json.field("uniqueKeys").indexes(),
                        json.field("generateUpdateBefore").flag(),
                        expressions.readOptional(json, "filterCondition"));
            case "stream-exec-correlate_1" -> correlate(json, info, false);
            case "stream-exec-async-correlate_1" -> correlate(json, info, true);
            case "stream-exec-match_1" -> match(json.field("matchSpec"), info);
            case "stream-exec-process-table-function_1" -> processTableFunction(json, info);
            default -> ordered(json, info);
        };
    }

    /** Types that have to do with an order or with ranks. */
    private PlanNode ordered(PlanJson json, NodeInfo info) {
        return switch (info.type()) {
            case "stream-exec-limit_1" -> limit(json, info);
            case "stream-exec-sort_1" -> new SortNode(info, specs.sort(json.field("orderBy")));
            case "stream-exec-sort-limit_1" -> sortLimit(json, info);
            case "stream-exec-temporal-sort_1" -> new TemporalSortNode(info, specs.sort(json.field("orderBy")));
            case "stream-exec-rank_1" ->
                new RankNode(
                        info,
                        json.field("rankType").constant(RankType.class),
                        json.field("partition").field("fields").indexes(),
                        specs.sort(json.field("orderBy")),
                        specs.rankRange(json.field("rankRange")),
                        specs.rankStrategy(json.field("rankStrategy")),
                        json.field("outputRowNumber").flag(),
                        json.field("generateUpdateBefore").flag());
            case "stream-exec-deduplicate_1" ->
                new DeduplicateNode(
                        info,
                        json.field("uniqueKeys").indexes(),
                        json.field("isRowtime").flag(),
                        json.field("keepLastRow").flag(),
                        json.flag("outputInsertOnly", false),
                        json.field("generateUpdateBefore").flag());
            default -> windowed(json, info);
        };
    }

    /** Types that have to do with windows, and what is left. */
    private PlanNode windowed(PlanJson json, NodeInfo info) {
        return switch (info.type()) {
            case "stream-exec-window-table-function_1" ->
                new WindowTableFunctionNode(info, specs.windowing(json.field("windowing")));
            case "stream-exec-window-deduplicate_1" ->
                new WindowDeduplicateNode(
                        info,
                        json.field("partitionKeys").indexes(),
                        json.field("orderKey").index(),
                        json.field("keepLastRow").flag(),
                        specs.windowing(json.field("windowing")));
            case "stream-exec-window-rank_1" ->
                new WindowRankNode(
                        info,
                        json.field("rankType").constant(RankType.class),
                        json.field("partitionSpec").field("fields").indexes(),
                        specs.sort(json.field("sortSpec")),
                        specs.rankRange(json.field("rankRange")),
                        json.field("outputRowNumber").flag(),
                        specs.windowing(json.field("windowing")));
            case "stream-exec-multi-join_1" -> new MultiJoinNode(info, json.json());
            default ->
                aggregates
                        .read(json, info)
                        .or(() -> joins.read(json, info))
                        .orElseGet(() -> new UnknownNode(info, json.json()));
        };
    }

    private PlanNode scan(PlanJson json, NodeInfo info) {
        PlanJson source = json.field("scanTableSource");
        return new TableSourceScanNode(info, tables.table(source.field("table")), tables.sourceAbilities(source));
    }

    private PlanNode sink(PlanJson json, NodeInfo info) {
        PlanJson sink = json.field("dynamicTableSink");
        return new SinkNode(
                info,
                tables.table(sink.field("table")),
                tables.sinkAbilities(sink),
                sink.optional("targetColumns").map(PlanJson::indexLists).orElse(List.of()),
                SpecReader.changelogMode(json.field("inputChangelogMode")),
                json.flag("requireUpsertMaterialize", false),
                json.optional("upsertMaterializeStrategy").map(PlanJson::text),
                json.optional("inputUpsertKey").map(PlanJson::indexes).orElse(List.of()),
                json.optional("conflictStrategy")
                        .map(strategy -> strategy.field("behavior").text()));
    }

    private PlanNode values(PlanJson json, NodeInfo info) {
        return new ValuesNode(
                info,
                json.field("tuples").items().stream()
                        .map(row ->
                                row.items().stream().map(expressions::literal).toList())
                        .toList());
    }

    private static PlanNode miniBatch(PlanJson json, NodeInfo info) {
        return new MiniBatchAssignerNode(
                info, json.field("interval").number(), json.field("mode").text());
    }

    private static PlanNode exchange(PlanJson json, NodeInfo info) {
        if (info.inputs().size() != 1) {
            throw json.error("An exchange has one input, not " + info.inputs().size());
        }
        return new ExchangeNode(info);
    }

    private PlanNode correlate(PlanJson json, NodeInfo info, boolean isAsync) {
        return new CorrelateNode(
                info,
                json.field("joinType").constant(JoinType.class),
                expressions.read(json.field("functionCall")),
                expressions.readOptional(json, "condition"),
                isAsync);
    }

    private PlanNode match(PlanJson json, NodeInfo info) {
        Map<String, List<String>> subsets = new LinkedHashMap<>();
        json.field("subsets").entries().forEach((name, members) -> subsets.put(name, members.texts()));
        return new MatchNode(
                info,
                expressions.read(json.field("pattern")),
                named(json.field("patternDefinitions")),
                named(json.field("measures")),
                expressions.read(json.field("after")),
                subsets,
                json.field("allRows").flag(),
                json.field("partition").field("fields").indexes(),
                specs.sort(json.field("orderBy")),
                expressions.readOptional(json, "interval"));
    }

    private Map<String, PlanExpression> named(PlanJson json) {
        Map<String, PlanExpression> named = new LinkedHashMap<>();
        json.entries().forEach((name, expression) -> named.put(name, expressions.read(expression)));
        return named;
    }

    private PlanNode processTableFunction(PlanJson json, NodeInfo info) {
        return new ProcessTableFunctionNode(
                info,
                json.optional("uid").map(PlanJson::text),
                expressions.read(json.field("functionCall")),
                json.field("inputChangelogModes").items().stream()
                        .map(SpecReader::changelogMode)
                        .toList(),
                SpecReader.changelogMode(json.field("outputChangelogMode")));
    }

    private PlanNode limit(PlanJson json, NodeInfo info) {
        RankRange.Constant range = constantRange(json.field("rankRange"));
        return new LimitNode(
                info,
                range.start(),
                range.end(),
                specs.rankStrategy(json.field("rankStrategy")),
                json.field("generateUpdateBefore").flag());
    }

    private PlanNode sortLimit(PlanJson json, NodeInfo info) {
        RankRange.Constant range = constantRange(json.field("rankRange"));
        return new SortLimitNode(
                info,
                specs.sort(json.field("orderBy")),
                range.start(),
                range.end(),
                specs.rankStrategy(json.field("rankStrategy")),
                json.field("generateUpdateBefore").flag());
    }

    /** The range of a limit, which the plan may write without its kind. */
    private RankRange.Constant constantRange(PlanJson json) {
        return new RankRange.Constant(
                json.field("start").number(), json.field("end").number());
    }
}
