package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;

/** Calls a process table function on its inputs. */
public record ProcessTableFunctionNode(
        NodeInfo info,
        Optional<String> uid,
        PlanExpression call,
        List<ChangelogMode> inputChangelogModes,
        ChangelogMode outputChangelogMode)
        implements PlanNode {
    public ProcessTableFunctionNode {
        inputChangelogModes = List.copyOf(inputChangelogModes);
    }
}
