package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * A field of the rows that matched a pattern variable.
 *
 * @param variable the pattern variable; * for the row at hand
 */
public record PatternReference(String variable, int index, LogicalType type) implements PlanExpression {
    @Override
    public String describe() {
        return variable + ".$" + index;
    }
}
