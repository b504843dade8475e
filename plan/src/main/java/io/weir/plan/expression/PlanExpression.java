package io.weir.plan.expression;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * An expression over the fields of a node's input row; {@code type()} says what it gives, {@code describe()} is short
 * text for people.
 */
public sealed interface PlanExpression
        permits InputReference,
                Literal,
                SymbolLiteral,
                SearchArgument,
                FunctionCall,
                FieldAccess,
                CorrelationVariable,
                PatternReference,
                TableArgument,
                UnknownExpression {

    LogicalType type();

    /** Short text for messages and for explain, near to SQL. */
    String describe();
}
