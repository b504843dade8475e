package io.weir.engine.function;

import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.table.functions.FunctionKind;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * Where users' functions come from: a class loader, and the scope of the operator instance that is being made.
 *
 * <p>Operator instances are made one after another on one thread; while {@link #scoped} makes one, all functions that
 * are resolved belong to it. One that is resolved outside of a scope is not opened: that is how a plan is checked.
 */
public final class UserFunctions {
    private final ClassLoader classLoader;
    private final Map<String, String> configuration;
    private final FunctionLoader loader;
    private @Nullable FunctionScope scope;

    /** What was made in a scope, and the functions that it has. */
    public record Scoped<T>(T made, FunctionScope functions) {}

    /**
     * Makes a source of functions.
     *
     * @param classLoader where their classes are looked for
     * @param configuration the job's, by Flink's keys
     */
    public UserFunctions(ClassLoader classLoader, Map<String, String> configuration) {
        this.classLoader = classLoader;
        this.configuration = Map.copyOf(configuration);
        this.loader = new FunctionLoader(classLoader, configuration);
    }

    /** Functions whose classes are on the class path. */
    public static UserFunctions onClassPath() {
        return new UserFunctions(UserFunctions.class.getClassLoader(), Map.of());
    }

    public ClassLoader classLoader() {
        return classLoader;
    }

    /** The job's configuration, by Flink's keys. */
    public Map<String, String> configuration() {
        return configuration;
    }

    /** Makes something that has functions of its own. */
    public <T> Scoped<T> scoped(Supplier<T> maker) {
        FunctionScope outer = scope;
        FunctionScope own = new FunctionScope();
        scope = own;
        try {
            return new Scoped<>(maker.get(), own);
        } finally {
            scope = outer;
        }
    }

    /** What kind of function it is; loads its class. */
    public FunctionKind kind(FunctionReference reference) {
        return loader.instantiate(reference).getKind();
    }

    /**
     * The function of a call in the plan.
     *
     * @param operands the call's operands, which tell literals; empty if they are only positions
     * @param argumentTypes the operands' types
     * @param outputType the call's type
     * @throws io.weir.plan.WeirException if there is no such class, or if it does not take these types
     */
    public UserFunction resolve(
            FunctionReference reference,
            List<PlanExpression> operands,
            List<LogicalType> argumentTypes,
            LogicalType outputType) {
        String name = FunctionLoader.displayName(reference);
        String key = reference.className().orElse("") + ' ' + reference.name();
        FunctionScope current = scope;
        UserFunction.Shared shared = current == null ? null : current.find(key);
        if (shared == null) {
            UserDefinedFunction function = loader.instantiate(reference);
            boolean isSpecialized = function instanceof SpecializedFunction;
            shared = new UserFunction.Shared(
                    name, loader.specialize(function, name, operands, argumentTypes, outputType));
            if (current != null) {
                // What was made for the types of one call is not for another.
                current.add(isSpecialized ? key + argumentTypes + outputType + operands : key, shared);
            }
        }
        return loader.resolve(shared, operands, argumentTypes, outputType);
    }
}
