package io.weir.library.compare;

import io.weir.flink.slice.SlicedPlan;
import io.weir.plan.expression.ChangingFunctions;
import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/** What expressions make of the columns that they read. */
final class ColumnExpressions {
    private ColumnExpressions() {}

    /** The column that an expression over an input gives. */
    static PlanColumn computed(PlanExpression expression, List<PlanColumn> input) {
        if (expression instanceof InputReference reference) {
            return input.get(reference.index());
        }
        if (expression instanceof FunctionCall call && isSameValue(call)) {
            return computed(call.operand(0), input);
        }
        return chance(expression, input).map(PlanColumn::byChance).orElse(PlanColumn.COMPUTED);
    }

    /** A cast that changes no value: a time attribute that becomes a plain time. */
    private static boolean isSameValue(FunctionCall call) {
        boolean isCast = call.name().equals("CAST") || call.name().equals("REINTERPRET");
        return isCast
                && call.operands().size() == 1
                && plain(call.type()).equals(plain(call.operand(0).type()));
    }

    private static LogicalType plain(LogicalType type) {
        return SlicedPlan.plain(type).copy(true);
    }

    /** The function because of which an expression may give another value on every run. */
    static Optional<String> chance(PlanExpression expression, List<PlanColumn> input) {
        if (expression instanceof InputReference reference) {
            return reference.index() < input.size()
                    ? input.get(reference.index()).chance()
                    : Optional.empty();
        }
        if (expression instanceof FieldAccess access) {
            return chance(access.expression(), input);
        }
        if (expression instanceof FunctionCall call) {
            if (ChangingFunctions.isOne(call)) {
                return Optional.of(call.name());
            }
            return call.operands().stream()
                    .flatMap(operand -> chance(operand, input).stream())
                    .findFirst();
        }
        return Optional.empty();
    }
}
