package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * A constant of the grammar that functions take as an operand, such as the unit of EXTRACT.
 *
 * @param kind the family, such as TIME_UNIT_RANGE
 * @param value the member, such as HOUR
 */
public record SymbolLiteral(String kind, String value, LogicalType type) implements PlanExpression {
    @Override
    public String describe() {
        return value;
    }
}
