package io.weir.engine.function;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.DataType;

/**
 * A function of the user's for one call in the plan: the object, which all calls of the same function in one operator
 * instance share, and the types of the objects that this call hands it and gets.
 */
public final class UserFunction {
    private final Shared shared;
    private final List<DataType> argumentTypes;
    private final DataType outputType;
    private final Map<String, DataType> stateTypes;

    /** The object itself; opened at most once, closed if it was opened. */
    static final class Shared {
        private final String name;
        private final UserDefinedFunction function;
        private boolean isOpen;

        Shared(String name, UserDefinedFunction function) {
            this.name = name;
            this.function = function;
        }

        UserDefinedFunction function() {
            return function;
        }

        void open(FunctionContext context) throws Exception {
            if (!isOpen) {
                isOpen = true;
                function.open(context);
            }
        }

        void close() throws Exception {
            if (isOpen) {
                isOpen = false;
                function.close();
            }
        }

        String name() {
            return name;
        }
    }

    UserFunction(Shared shared, List<DataType> argumentTypes, DataType outputType, Map<String, DataType> stateTypes) {
        this.shared = shared;
        this.argumentTypes = List.copyOf(argumentTypes);
        this.outputType = outputType;
        this.stateTypes = stateTypes;
    }

    /** What SQL calls it. */
    public String name() {
        return shared.name;
    }

    public String className() {
        return shared.function.getClass().getName();
    }

    /** The object of the user's class. */
    public UserDefinedFunction function() {
        return shared.function;
    }

    Shared shared() {
        return shared;
    }

    /** The types of the arguments; the conversion class of each is what the method takes. */
    public List<DataType> argumentTypes() {
        return argumentTypes;
    }

    /** The same function for methods that take no arguments of the call, such as merge. */
    public UserFunction withoutArguments() {
        return new UserFunction(shared, List.of(), outputType, stateTypes);
    }

    /** The type of the result; its conversion class is what the method gives. */
    public DataType outputType() {
        return outputType;
    }

    /** The type of an aggregate function's accumulator, which is the first thing that its methods take. */
    public DataType accumulatorType() {
        return stateTypes.values().iterator().next();
    }

    public boolean isDeterministic() {
        return shared.function.isDeterministic();
    }
}
