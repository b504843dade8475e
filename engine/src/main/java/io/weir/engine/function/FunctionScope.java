package io.weir.engine.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;

/**
 * The objects of users' functions that one operator instance has; its calls of the same function share one, as in
 * Flink. Opened before the first row and closed at the end, on the instance's own thread.
 */
public final class FunctionScope {
    private final Map<String, UserFunction.Shared> shared = new HashMap<>();
    private final List<UserFunction.Shared> inOrder = new ArrayList<>();

    FunctionScope() {}

    UserFunction.@org.jspecify.annotations.Nullable Shared find(String key) {
        return shared.get(key);
    }

    void add(String key, UserFunction.Shared function) {
        shared.put(key, function);
        inOrder.add(function);
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** Opens all functions, in the order of the plan. */
    public void open(FunctionContext context) {
        for (UserFunction.Shared function : inOrder) {
            try {
                function.open(context);
            } catch (Throwable e) {
                throw FunctionFailures.of(plain(function), "open", e);
            }
        }
    }

    /** Tells all table functions that no more rows come. */
    public void finish() {
        for (UserFunction.Shared function : inOrder) {
            if (function.function() instanceof TableFunction<?> table) {
                try {
                    table.finish();
                } catch (Throwable e) {
                    throw FunctionFailures.of(plain(function), "finish", e);
                }
            }
        }
    }

    /** Closes all functions that were opened, also if one of them fails; the first failure is thrown. */
    public void close() {
        RuntimeException first = null;
        for (UserFunction.Shared function : inOrder) {
            try {
                function.close();
            } catch (Throwable e) {
                RuntimeException failure = FunctionFailures.of(plain(function), "close", e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static UserFunction plain(UserFunction.Shared function) {
        return new UserFunction(function, List.of(), org.apache.flink.table.api.DataTypes.NULL(), Map.of());
    }
}
