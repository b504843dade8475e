package io.weir.plan.node;

import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SourceAbility;
import java.util.List;
import java.util.Optional;

/** Reads a table. */
public record TableSourceScanNode(NodeInfo info, PlanTable table, List<SourceAbility> abilities) implements PlanNode {
    public TableSourceScanNode {
        abilities = List.copyOf(abilities);
    }

    /** The ability of that class, if the source was given it. */
    public <T extends SourceAbility> Optional<T> ability(Class<T> type) {
        return abilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
