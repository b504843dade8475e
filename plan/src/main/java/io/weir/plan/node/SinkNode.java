package io.weir.plan.node;

import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SinkAbility;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;

/**
 * Writes a table.
 *
 * @param targetColumns paths of the columns that the statement names; empty means all
 * @param inputChangelogMode the kinds of changes that arrive
 * @param requiresUpsertMaterialize whether updates may come out of order, so that the sink must keep the rows of each
 *     key
 * @param upsertMaterializeStrategy how, where the plan says so: VALUE, MAP, LEGACY …
 * @param inputUpsertKey positions of a key by which the input updates; empty when it has none
 * @param conflictStrategy ON CONFLICT, such as ERROR, NOTHING or DEDUPLICATE
 */
public record SinkNode(
        NodeInfo info,
        PlanTable table,
        List<SinkAbility> abilities,
        List<List<Integer>> targetColumns,
        ChangelogMode inputChangelogMode,
        boolean requiresUpsertMaterialize,
        Optional<String> upsertMaterializeStrategy,
        List<Integer> inputUpsertKey,
        Optional<String> conflictStrategy)
        implements PlanNode {
    public SinkNode {
        abilities = List.copyOf(abilities);
        targetColumns = targetColumns.stream().map(List::copyOf).toList();
        inputUpsertKey = List.copyOf(inputUpsertKey);
    }

    /** The ability of that class, if the sink was given it. */
    public <T extends SinkAbility> Optional<T> ability(Class<T> type) {
        return abilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
