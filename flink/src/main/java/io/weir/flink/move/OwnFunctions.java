package io.weir.flink.move;

import io.weir.plan.expression.FunctionReference;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.functions.UserDefinedFunctionHelper;

/** What functions of the user's say of themselves. */
final class OwnFunctions {
    private OwnFunctions() {}

    /** Whether a function says that it is not deterministic; what cannot be loaded from here is not asked. */
    static boolean givesAnotherAnswer(FunctionReference function) {
        return function.className().map(OwnFunctions::isChanging).orElse(false);
    }

    private static boolean isChanging(String className) {
        try {
            Class<?> found =
                    Class.forName(className, true, Thread.currentThread().getContextClassLoader());
            return UserDefinedFunction.class.isAssignableFrom(found)
                    && !UserDefinedFunctionHelper.instantiateFunction(found).isDeterministic();
        } catch (ClassNotFoundException | LinkageError | ValidationException e) {
            return false;
        }
    }
}
