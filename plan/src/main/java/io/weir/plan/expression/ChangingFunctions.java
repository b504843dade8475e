package io.weir.plan.expression;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Functions of Flink's that give another value for the same row on every run: of the clock, of time, of chance. */
public final class ChangingFunctions {
    private static final Set<String> NAMES = Set.of(
            "RAND",
            "RAND_INTEGER",
            "UUID",
            "NOW",
            "CURRENT_TIMESTAMP",
            "CURRENT_ROW_TIMESTAMP",
            "LOCALTIMESTAMP",
            "LOCALTIME",
            "CURRENT_TIME",
            "CURRENT_DATE",
            "PROCTIME",
            "PROCTIME_MATERIALIZE",
            "CURRENT_WATERMARK");

    private ChangingFunctions() {}

    /** Whether a call is of one of them; its operands are not looked at. */
    public static boolean isOne(FunctionCall call) {
        boolean isClock =
                call.name().equals("UNIX_TIMESTAMP") && call.operands().isEmpty();
        return call.function().isBuiltIn() && (isClock || NAMES.contains(call.name()));
    }

    /** The first call in an expression that is as wanted. */
    public static Optional<FunctionCall> find(PlanExpression expression, Predicate<FunctionCall> isWanted) {
        if (expression instanceof FieldAccess access) {
            return find(access.expression(), isWanted);
        }
        if (expression instanceof FunctionCall call) {
            return isWanted.test(call)
                    ? Optional.of(call)
                    : call.operands().stream()
                            .flatMap(operand -> find(operand, isWanted).stream())
                            .findFirst();
        }
        return Optional.empty();
    }
}
