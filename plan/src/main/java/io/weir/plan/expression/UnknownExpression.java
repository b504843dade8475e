package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * An expression of a kind that this reader does not know; it is carried so that it can be named.
 *
 * @param kind what the plan calls it
 * @param json its text in the plan
 * @param type its type; NULL when the plan has none
 */
public record UnknownExpression(String kind, String json, LogicalType type) implements PlanExpression {
    @Override
    public String describe() {
        return kind + "?";
    }
}
