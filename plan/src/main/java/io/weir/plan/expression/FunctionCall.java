package io.weir.plan.expression;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/** A call of a function or operator. */
public record FunctionCall(FunctionReference function, List<PlanExpression> operands, LogicalType type)
        implements PlanExpression {
    public FunctionCall {
        operands = List.copyOf(operands);
    }

    /** The bare name, such as AND; see {@link FunctionReference#name()}. */
    public String name() {
        return function.name();
    }

    public PlanExpression operand(int index) {
        return operands.get(index);
    }

    @Override
    public String describe() {
        boolean isOperator = function.syntax().equals("BINARY") || !Character.isLetter(name().charAt(0));
        if (isOperator && operands.size() > 1) {
            return operands.stream()
                    .map(PlanExpression::describe)
                    .collect(Collectors.joining(" " + name() + " ", "(", ")"));
        }
        String suffix =
                name().equals("CAST") || name().equals("TRY_CAST") ? " AS " + type.asSummaryString() + ")" : ")";
        return operands.stream().map(PlanExpression::describe).collect(Collectors.joining(", ", name() + "(", suffix));
    }
}
