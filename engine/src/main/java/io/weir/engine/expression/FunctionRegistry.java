package io.weir.engine.expression;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The built-in functions that are native, by the name that a compiled plan gives them.
 *
 * <p>A family of functions is a class with a static method {@code register} that adds a compiler for each of its names;
 * the class's static methods are the kernels. To add a function, add it to its family.
 */
public final class FunctionRegistry {
    private static final FunctionRegistry BUILT_IN = new FunctionRegistry();

    static {
        ComparisonFunctions.register(BUILT_IN);
        LogicFunctions.register(BUILT_IN);
        ArithmeticFunctions.register(BUILT_IN);
        ConditionalFunctions.register(BUILT_IN);
        Casts.register(BUILT_IN);
        StringFunctions.register(BUILT_IN);
        TextSearchFunctions.register(BUILT_IN);
        TextFormFunctions.register(BUILT_IN);
        TextTestFunctions.register(BUILT_IN);
        PatternFunctions.register(BUILT_IN);
        RegexpFunctions.register(BUILT_IN);
        TextChoiceFunctions.register(BUILT_IN);
        PrintfFunction.register(BUILT_IN);
        UrlFunctions.register(BUILT_IN);
        CodingFunctions.register(BUILT_IN);
        HashFunctions.register(BUILT_IN);
        CollectionFunctions.register(BUILT_IN);
        ArrayFunctions.register(BUILT_IN);
        MapFunctions.register(BUILT_IN);
        BitmapFunctions.register(BUILT_IN);
        MathFunctions.register(BUILT_IN);
        RoundingFunctions.register(BUILT_IN);
        TimeFunctions.register(BUILT_IN);
        TimeTextFunctions.register(BUILT_IN);
        ClockFunctions.register(BUILT_IN);
        JsonFunctions.register(BUILT_IN);
        JsonQueryFunctions.register(BUILT_IN);
        JsonConstructors.register(BUILT_IN);
    }

    private final Map<String, FunctionCompiler> compilers = new HashMap<>();

    FunctionRegistry() {}

    /** Flink's built-in functions. */
    public static FunctionRegistry builtIn() {
        return BUILT_IN;
    }

    /** Adds a function; a name may be added once. */
    public void add(String name, FunctionCompiler compiler) {
        if (compilers.put(name, compiler) != null) {
            throw new IllegalStateException("function " + name + " is registered twice");
        }
    }

    /** What compiles calls of this function, if it is native. */
    public Optional<FunctionCompiler> find(String name) {
        return Optional.ofNullable(compilers.get(name));
    }

    /** The names of all native functions, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(compilers.keySet()));
    }
}
