package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SourceAbility;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.types.logical.RowType;

/**
 * Joins each row with what a table holds for its key right now.
 *
 * @param table the table that is looked up; empty when it is a legacy source
 * @param tableType the row that a lookup gives
 * @param lookupKeys position in the table's row to where the value comes from
 * @param projection what is computed from a looked-up row
 * @param filter which looked-up rows count
 * @param preFilter which input rows are looked up at all
 * @param condition what else must hold, over the input fields followed by the looked-up ones
 * @param asyncOptions capacity, timeout and output mode of asynchronous lookups, as text
 * @param retryOptions of the LOOKUP hint, as text
 */
public record LookupJoinNode(
        NodeInfo info,
        JoinType joinType,
        PlanTable table,
        List<SourceAbility> abilities,
        RowType tableType,
        Map<Integer, LookupKey> lookupKeys,
        Optional<List<PlanExpression>> projection,
        Optional<PlanExpression> filter,
        Optional<PlanExpression> preFilter,
        Optional<PlanExpression> condition,
        boolean lookupKeyContainsPrimaryKey,
        boolean requiresUpsertMaterialize,
        List<Integer> inputUpsertKey,
        ChangelogMode inputChangelogMode,
        Map<String, String> asyncOptions,
        Map<String, String> retryOptions,
        boolean prefersCustomShuffle)
        implements PlanNode {
    public LookupJoinNode {
        abilities = List.copyOf(abilities);
        lookupKeys = Collections.unmodifiableMap(new LinkedHashMap<>(lookupKeys));
        inputUpsertKey = List.copyOf(inputUpsertKey);
        asyncOptions = Collections.unmodifiableMap(new LinkedHashMap<>(asyncOptions));
        retryOptions = Collections.unmodifiableMap(new LinkedHashMap<>(retryOptions));
    }
}
