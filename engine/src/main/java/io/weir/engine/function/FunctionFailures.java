package io.weir.engine.function;

import io.weir.columnar.Column;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** What is said when a user's function fails. */
public final class FunctionFailures {
    private static final int TEXT_LENGTH_MAX = 100;

    private FunctionFailures() {}

    /** The same failure as something that need not be declared. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /**
     * A failure of a method of a function for one row: names the function and the values that it was called with.
     *
     * @param arguments the columns of the arguments, of which the values at the position are shown
     */
    public static WeirException ofRow(
            UserFunction function, String method, Column[] arguments, int position, Throwable failure) {
        return of(function, method, values(function.argumentTypes(), arguments, position), failure);
    }

    /** A failure of a method that is called without a row, such as open. */
    public static WeirException of(UserFunction function, String method, Throwable failure) {
        return of(function, method, "", failure);
    }

    private static WeirException of(UserFunction function, String method, String values, Throwable failure) {
        if (failure instanceof VirtualMachineError error) {
            throw error;
        }
        if (failure instanceof WeirException known) {
            return known;
        }
        StackTraceElement place = placeOf(function, failure);
        String at = place == null ? "" : ", at " + place;
        return new WeirException(
                ErrorCode.FUNCTION_FAILED,
                "The function failed with " + describe(failure) + at,
                function.name() + "." + method + "(" + values + ")",
                "Mend " + function.className() + ", or keep such rows from it with WHERE or CASE.",
                failure);
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message.strip());
    }

    /** The line of the user's own class where it happened, if it is there. */
    private static @Nullable StackTraceElement placeOf(UserFunction function, Throwable failure) {
        for (StackTraceElement element : failure.getStackTrace()) {
            if (element.getClassName().startsWith(function.className())) {
                return element;
            }
        }
        return null;
    }

    private static String values(List<DataType> types, Column[] arguments, int position) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            Object value;
            try {
                value = ValueConverter.of(types.get(i)).read(arguments[i], position);
            } catch (RuntimeException e) {
                value = "?";
            }
            text.append(i == 0 ? "" : ", ").append(text(value));
        }
        return text.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = value.getClass().isArray() ? arrayText(value) : value.toString();
        String shown = text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) + "…" : text;
        return value instanceof CharSequence ? "'" + shown + "'" : shown;
    }

    private static String arrayText(Object array) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < java.lang.reflect.Array.getLength(array) && text.length() <= TEXT_LENGTH_MAX; i++) {
            text.append(i == 0 ? "" : ", ").append(text(java.lang.reflect.Array.get(array, i)));
        }
        return text.append(']').toString();
    }
}
