package io.weir.engine.function;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.extraction.ExtractionUtils;
import org.apache.flink.table.types.extraction.ExtractionUtils.Autoboxing;
import org.jspecify.annotations.Nullable;

/**
 * A method of a user's function, made callable for a row of columns: the overload is chosen once, as Java's compiler
 * would, and what turns values of columns into its arguments becomes part of one method handle.
 */
public final class FunctionMethod {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private FunctionMethod() {}

    /**
     * A handle of the type {@code (leading classes…, Column[] arguments, int position) -> what the method gives}.
     *
     * @param leading what the method takes before the arguments of the call: an accumulator, a future
     * @param result what the method must give; void if that does not matter
     * @throws WeirException if no method takes these classes
     */
    public static MethodHandle find(UserFunction function, String name, List<Class<?>> leading, Class<?> result) {
        List<Class<?>> classes = new ArrayList<>(leading);
        for (DataType type : function.argumentTypes()) {
            // Flink hands over objects, also where a method takes a primitive: so eval(Integer) wins over eval(int).
            classes.add(ExtractionUtils.primitiveToWrapper(type.getConversionClass()));
        }
        Class<?>[] argumentClasses = classes.toArray(new Class<?>[0]);
        Method method = choose(function, name, argumentClasses, result);
        MethodHandle handle = handle(function, method, argumentClasses);
        Class<?>[] taken = handle.type().parameterArray();
        for (int i = 0; i < function.argumentTypes().size(); i++) {
            Class<?> primitive = function.argumentTypes().get(i).getConversionClass();
            int at = leading.size() + i;
            // What is read as a primitive and taken as one needs no object on the way.
            if (!primitive.isPrimitive() || taken[at] != primitive) {
                taken[at] = argumentClasses[at];
            }
        }
        handle = handle.asType(MethodType.methodType(handle.type().returnType(), taken));
        return FunctionArguments.readingColumns(handle, leading.size(), function.argumentTypes());
    }

    /** Whether the class has a public method of that name. */
    public static boolean has(UserFunction function, String name) {
        return !ExtractionUtils.collectMethods(function.function().getClass(), name)
                .isEmpty();
    }

    // ---- the overload ----------------------------------------------------------------------------------------------

    private static Method choose(UserFunction function, String name, Class<?>[] arguments, Class<?> result) {
        List<Method> fitting = ExtractionUtils.collectMethods(
                        function.function().getClass(), name)
                .stream()
                .filter(method -> ExtractionUtils.isInvokable(Autoboxing.JVM, method, arguments))
                .filter(method -> result == void.class
                        || ExtractionUtils.isAssignable(result, method.getReturnType(), Autoboxing.JVM)
                        || ExtractionUtils.isAssignable(method.getReturnType(), result, Autoboxing.JVM))
                .toList();
        @Nullable Method best = null;
        for (Method method : fitting) {
            if (best == null || isBetter(method, best, arguments)) {
                best = method;
            }
        }
        if (best == null) {
            throw noMethod(function, name, arguments, result);
        }
        return best;
    }

    /**
     * As the compiler: first what fits as it is, then with boxing, then with variable arguments; the narrowest wins.
     */
    private static boolean isBetter(Method left, Method right, Class<?>[] arguments) {
        int leftPhase = phase(left, arguments);
        int rightPhase = phase(right, arguments);
        if (leftPhase != rightPhase) {
            return leftPhase < rightPhase;
        }
        Class<?>[] narrow = left.getParameterTypes();
        Class<?>[] wide = right.getParameterTypes();
        boolean isNarrower = narrow.length >= wide.length;
        for (int i = 0; i < Math.min(narrow.length, wide.length); i++) {
            isNarrower &= ExtractionUtils.isAssignable(narrow[i], wide[i], Autoboxing.NONE);
        }
        // A bridge method takes less narrow classes than the method that it stands for, or gives a less narrow one.
        return isNarrower && !left.isBridge();
    }

    private static int phase(Method method, Class<?>[] arguments) {
        if (method.getParameterCount() != arguments.length || !takesAsTheyAre(method, arguments, Autoboxing.JVM)) {
            return 2;
        }
        return takesAsTheyAre(method, arguments, Autoboxing.NONE) ? 0 : 1;
    }

    private static boolean takesAsTheyAre(Method method, Class<?>[] arguments, Autoboxing boxing) {
        Class<?>[] parameters = method.getParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            if (!ExtractionUtils.isAssignable(arguments[i], parameters[i], boxing)) {
                return false;
            }
        }
        return true;
    }

    private static WeirException noMethod(UserFunction function, String name, Class<?>[] arguments, Class<?> result) {
        String wanted = Arrays.stream(arguments).map(Class::getTypeName).collect(Collectors.joining(", ", "(", ")"));
        List<Method> there = ExtractionUtils.collectMethods(function.function().getClass(), name);
        String hint = there.isEmpty()
                ? "It has no public method of that name."
                : "It has " + there.stream().map(FunctionMethod::signature).collect(Collectors.joining(", ")) + ".";
        return new WeirException(
                ErrorCode.FUNCTION_INVALID,
                "Class " + function.className() + " has no method public "
                        + (result == void.class ? "void" : result.getTypeName()) + " " + name + wanted,
                "function " + function.name(),
                hint,
                null);
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getReturnType().getSimpleName() + " " + method.getName() + "(", ")"));
    }

    private static MethodHandle handle(UserFunction function, Method method, Class<?>[] arguments) {
        try {
            // The class may be public inside one that is not; Flink then refuses it at CREATE FUNCTION.
            method.setAccessible(true);
            MethodHandle handle = LOOKUP.unreflect(method);
            MethodHandle bound = java.lang.reflect.Modifier.isStatic(method.getModifiers())
                    ? handle
                    : handle.bindTo(function.function());
            if (phase(method, arguments) == 2) {
                int fixed = method.getParameterCount() - 1;
                Class<?> array = method.getParameterTypes()[fixed];
                bound = bound.asFixedArity().asCollector(array, arguments.length - fixed);
            } else {
                bound = bound.asFixedArity();
            }
            return bound;
        } catch (IllegalAccessException e) {
            throw new WeirException(
                    ErrorCode.FUNCTION_INVALID,
                    "Method " + signature(method) + " of class " + function.className() + " may not be called",
                    "function " + function.name(),
                    "Make the class and the method public.",
                    e);
        }
    }
}
