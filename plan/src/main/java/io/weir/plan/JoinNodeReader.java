package io.weir.plan;

import io.weir.plan.node.IntervalJoinNode;
import io.weir.plan.node.JoinNode;
import io.weir.plan.node.JoinType;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.LookupKey;
import io.weir.plan.node.NodeInfo;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.TemporalJoinNode;
import io.weir.plan.node.WindowJoinNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;

/** Reads joins of every kind. */
final class JoinNodeReader {
    private final TypeReader types;
    private final ExpressionReader expressions;
    private final TableReader tables;
    private final SpecReader specs;

    JoinNodeReader(TypeReader types, ExpressionReader expressions, TableReader tables, SpecReader specs) {
        this.types = types;
        this.expressions = expressions;
        this.tables = tables;
        this.specs = specs;
    }

    Optional<PlanNode> read(PlanJson json, NodeInfo info) {
        return switch (info.type()) {
            case "stream-exec-join_1" ->
                Optional.of(new JoinNode(
                        info,
                        specs.join(json.field("joinSpec")),
                        keys(json, "leftUpsertKeys"),
                        keys(json, "rightUpsertKeys")));
            case "stream-exec-interval-join_1" -> Optional.of(interval(json.field("intervalJoinSpec"), info));
            case "stream-exec-window-join_1" ->
                Optional.of(new WindowJoinNode(
                        info,
                        specs.join(json.field("joinSpec")),
                        specs.windowing(json.field("leftWindowing")),
                        specs.windowing(json.field("rightWindowing"))));
            case "stream-exec-temporal-join_1" ->
                Optional.of(new TemporalJoinNode(
                        info,
                        specs.join(json.field("joinSpec")),
                        json.field("isTemporalFunctionJoin").flag(),
                        json.field("leftTimeAttributeIndex").integer(),
                        json.field("rightTimeAttributeIndex").integer()));
            case "stream-exec-lookup-join_1" -> Optional.of(lookup(json, info));
            default -> Optional.empty();
        };
    }

    private static List<List<Integer>> keys(PlanJson json, String name) {
        return json.optional(name).map(PlanJson::indexLists).orElse(List.of());
    }

    private PlanNode interval(PlanJson json, NodeInfo info) {
        PlanJson bounds = json.field("windowBounds");
        return new IntervalJoinNode(
                info,
                specs.join(json.field("joinSpec")),
                bounds.field("isEventTime").flag(),
                bounds.field("leftLowerBound").number(),
                bounds.field("leftUpperBound").number(),
                bounds.field("leftTimeIndex").integer(),
                bounds.field("rightTimeIndex").integer());
    }

    private PlanNode lookup(PlanJson json, NodeInfo info) {
        PlanJson temporalTable = json.field("temporalTable");
        PlanJson source = temporalTable.field("lookupTableSource");
        Map<Integer, LookupKey> lookupKeys = new LinkedHashMap<>();
        json.field("lookupKeys").entries().forEach((index, key) -> {
            try {
                lookupKeys.put(Integer.valueOf(index), specs.lookupKey(key));
            } catch (NumberFormatException e) {
                throw key.error("A lookup key is named by the position of a field", e);
            }
        });
        return new LookupJoinNode(
                info,
                json.field("joinType").constant(JoinType.class),
                tables.table(source.field("table")),
                tables.sourceAbilities(source),
                types.rowType(temporalTable.field("outputType")),
                lookupKeys,
                json.optional("projectionOnTemporalTable").map(expressions::readAll),
                expressions.readOptional(json, "filterOnTemporalTable"),
                expressions.readOptional(json, "preFilterCondition"),
                expressions.readOptional(json, "joinCondition"),
                json.flag("lookupKeyContainsPrimaryKey", false),
                json.flag("requireUpsertMaterialize", false),
                json.optional("inputUpsertKey").map(PlanJson::indexes).orElse(List.of()),
                json.optional("inputChangelogMode")
                        .map(SpecReader::changelogMode)
                        .orElse(ChangelogMode.insertOnly()),
                json.optional("asyncOptions").map(PlanJson::textMap).orElse(Map.of()),
                json.optional("retryOptions").map(PlanJson::textMap).orElse(Map.of()),
                json.flag("preferCustomShuffle", false));
    }
}
