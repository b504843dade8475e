package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/** The whole row of the left side of a correlation. */
public record CorrelationVariable(String name, LogicalType type) implements PlanExpression {
    @Override
    public String describe() {
        return name;
    }
}
