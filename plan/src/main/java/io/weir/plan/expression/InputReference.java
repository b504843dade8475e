package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * The value of a field of the input row.
 *
 * @param index position of the field; for a join, the right input's fields come after the left's
 */
public record InputReference(int index, LogicalType type) implements PlanExpression {
    @Override
    public String describe() {
        return "$" + index;
    }
}
