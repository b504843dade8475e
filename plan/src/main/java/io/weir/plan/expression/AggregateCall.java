package io.weir.plan.expression;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A call of an aggregate function.
 *
 * @param name name of the result, often made up by the planner, such as EXPR$3
 * @param arguments positions of the argument fields in the input row; COUNT(*) has none
 * @param filter position of the BOOLEAN field of FILTER (WHERE …); only rows where it is true count
 * @param isDistinct whether equal arguments count once
 * @param isApproximate whether an approximate answer will do
 * @param ignoresNulls IGNORE NULLS
 * @param type type of the result
 */
public record AggregateCall(
        String name,
        FunctionReference function,
        List<Integer> arguments,
        OptionalInt filter,
        boolean isDistinct,
        boolean isApproximate,
        boolean ignoresNulls,
        LogicalType type) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
    }

    /** The function's bare name, such as COUNT; see {@link FunctionReference#name()}. */
    public String functionName() {
        return function.name();
    }

    /** Short text for messages and for explain, near to SQL. */
    public String describe() {
        String operands = arguments.isEmpty()
                ? "*"
                : arguments.stream().map(index -> "$" + index).collect(Collectors.joining(", "));
        return functionName() + "(" + (isDistinct ? "DISTINCT " : "") + operands + ")"
                + (filter.isPresent() ? " FILTER $" + filter.getAsInt() : "");
    }
}
