package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * A field of a nested row.
 *
 * @param index position of the field in the row
 * @param type the field's type, nullable when the row is
 */
public record FieldAccess(PlanExpression expression, String name, int index, LogicalType type)
        implements PlanExpression {
    @Override
    public String describe() {
        return expression.describe() + "." + name;
    }
}
