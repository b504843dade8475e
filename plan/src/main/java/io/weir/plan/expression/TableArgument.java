package io.weir.plan.expression;

import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * An input of the node, passed as a table to a process table function.
 *
 * @param orderDirections ASC or DESC and where nulls go, one per order key
 */
public record TableArgument(
        int inputIndex,
        List<Integer> partitionKeys,
        List<Integer> orderKeys,
        List<String> orderDirections,
        LogicalType type)
        implements PlanExpression {
    public TableArgument {
        partitionKeys = List.copyOf(partitionKeys);
        orderKeys = List.copyOf(orderKeys);
        orderDirections = List.copyOf(orderDirections);
    }

    @Override
    public String describe() {
        return "TABLE(#" + inputIndex + ")" + (partitionKeys.isEmpty() ? "" : " PARTITION BY " + partitionKeys);
    }
}
