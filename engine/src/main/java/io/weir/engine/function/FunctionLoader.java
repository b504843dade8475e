package io.weir.engine.function;

import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.PlanExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.functions.UserDefinedFunctionHelper;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeInferenceUtil;
import org.apache.flink.table.types.logical.LogicalType;

/** Finds the class of a function that a plan names, makes an object of it, and asks it for its types. */
final class FunctionLoader {
    private final ClassLoader classLoader;
    private final Map<String, String> configuration;

    FunctionLoader(ClassLoader classLoader, Map<String, String> configuration) {
        this.classLoader = classLoader;
        this.configuration = configuration;
    }

    /** What SQL calls a function: the last part of its name in a catalog, the simple name of a class. */
    static String displayName(FunctionReference reference) {
        String name = reference.name().replace("`", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** A new object of the function's class. */
    UserDefinedFunction instantiate(FunctionReference reference) {
        String name = displayName(reference);
        String className = reference
                .className()
                .orElseThrow(
                        () -> new NotNativeException("function " + name + ", whose class the plan does not name,"));
        try {
            return UserDefinedFunctionHelper.instantiateFunction(Class.forName(className, true, classLoader));
        } catch (ClassNotFoundException | LinkageError e) {
            throw new WeirException(
                    ErrorCode.FUNCTION_INVALID,
                    "There is no class " + className
                            + (e instanceof LinkageError ? " that can be loaded (" + e + ")" : ""),
                    "function " + name,
                    "Name its jar: CREATE FUNCTION " + name + " AS '" + className
                            + "' USING JAR '...', ADD JAR '...', or for a compiled plan -D pipeline.jars=...",
                    e);
        } catch (ValidationException e) {
            throw invalid(name, e);
        }
    }

    /**
     * The call's types.
     *
     * @param operands the operands, if they are known
     */
    UserFunction resolve(
            UserFunction.Shared shared,
            List<PlanExpression> operands,
            List<LogicalType> argumentTypes,
            LogicalType outputType) {
        FunctionTypes types = new FunctionTypes(classLoader);
        CallContext context =
                new FunctionCallContext(types, shared.function(), shared.name(), operands, argumentTypes, outputType);
        try {
            TypeInference inference = shared.function().getTypeInference(types);
            CallContext adapted = TypeInferenceUtil.castArguments(inference, context, null);
            DataType output = TypeInferenceUtil.inferOutputType(adapted, inference.getOutputTypeStrategy());
            Map<String, DataType> states = new LinkedHashMap<>();
            TypeInferenceUtil.inferStateInfos(adapted, inference.getStateTypeStrategies())
                    .forEach((state, info) -> states.put(state, info.getDataType()));
            return new UserFunction(shared, adapted.getArgumentDataTypes(), output, states);
        } catch (ValidationException | TableException e) {
            throw invalid(shared.name(), e);
        }
    }

    /** The function that a {@link SpecializedFunction} gives for a call; any other function itself. */
    UserDefinedFunction specialize(
            UserDefinedFunction function,
            String name,
            List<PlanExpression> operands,
            List<LogicalType> argumentTypes,
            LogicalType outputType) {
        if (!(function instanceof SpecializedFunction)) {
            return function;
        }
        FunctionDefinition definition = function;
        CallContext context = new FunctionCallContext(
                new FunctionTypes(classLoader), definition, name, operands, argumentTypes, outputType);
        try {
            return UserDefinedFunctionHelper.createSpecializedFunction(
                    name, definition, context, classLoader, Configuration.fromMap(configuration), null);
        } catch (TableException e) {
            throw new NotNativeException("function " + name + ", which evaluates SQL expressions itself,");
        }
    }

    private static WeirException invalid(String name, RuntimeException failure) {
        Throwable root = failure;
        StringBuilder what = new StringBuilder();
        for (Throwable cause = failure; cause != null && what.length() < 600; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && what.indexOf(message) < 0) {
                what.append(what.length() == 0 ? "" : " ").append(message.strip());
            }
            root = cause;
        }
        return new WeirException(
                ErrorCode.FUNCTION_INVALID,
                what.length() == 0 ? root.toString() : what.toString(),
                "function " + name,
                "Let a public method take these classes.",
                failure);
    }
}
