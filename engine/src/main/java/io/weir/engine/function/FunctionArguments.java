package io.weir.engine.function;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/**
 * Lets methods of users' functions read their arguments from columns and write their results into one: the conversions
 * become part of the method handle, so that a call with primitive arguments makes no object.
 */
public final class FunctionArguments {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private FunctionArguments() {}

    // ---- arguments from columns ------------------------------------------------------------------------------------

    /** Lets a method take {@code (what leads…, Column[] arguments, int position)} instead of its arguments. */
    static MethodHandle readingColumns(MethodHandle method, int leadingCount, List<DataType> arguments) {
        MethodHandle[] readers = new MethodHandle[arguments.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = reader(arguments.get(i), method.type().parameterType(leadingCount + i), i);
        }
        MethodHandle filtered = method;
        for (int i = readers.length - 1; i >= 0; i--) {
            filtered = MethodHandles.collectArguments(filtered, leadingCount + i, readers[i]);
        }
        // Now each argument takes its own columns and position; all take the same.
        List<Class<?>> parameters =
                new ArrayList<>(method.type().parameterList().subList(0, leadingCount));
        parameters.add(Column[].class);
        parameters.add(int.class);
        int[] order = new int[leadingCount + 2 * readers.length];
        for (int i = 0; i < leadingCount; i++) {
            order[i] = i;
        }
        for (int i = 0; i < readers.length; i++) {
            order[leadingCount + 2 * i] = leadingCount;
            order[leadingCount + 2 * i + 1] = leadingCount + 1;
        }
        MethodType type = MethodType.methodType(method.type().returnType(), parameters);
        return MethodHandles.permuteArguments(filtered, type, order);
    }

    /** A handle {@code (Column[], int) -> target}. */
    private static MethodHandle reader(DataType type, Class<?> target, int index) {
        String kernel = primitiveReader(type, target);
        try {
            if (kernel != null) {
                MethodHandle read = LOOKUP.findStatic(
                        FunctionArguments.class,
                        kernel,
                        MethodType.methodType(target, int.class, Column[].class, int.class));
                return MethodHandles.insertArguments(read, 0, index);
            }
            MethodHandle read = LOOKUP.findStatic(
                    FunctionArguments.class,
                    "readObject",
                    MethodType.methodType(Object.class, ValueConverter.class, int.class, Column[].class, int.class));
            return MethodHandles.insertArguments(read, 0, ValueConverter.of(type), index)
                    .asType(MethodType.methodType(target, Column[].class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String primitiveReader(DataType type, Class<?> target) {
        LogicalTypeRoot root = type.getLogicalType().getTypeRoot();
        if (target == long.class) {
            return root == LogicalTypeRoot.BIGINT || root == LogicalTypeRoot.INTERVAL_DAY_TIME ? "readLong" : null;
        }
        if (target == int.class) {
            return root == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE ? null : "readInt";
        }
        return target == boolean.class
                ? "readBoolean"
                : target == double.class ? "readDouble" : target == float.class ? "readFloat" : null;
    }

    // Called through method handles; each becomes part of the call.

    static int readInt(int index, Column[] arguments, int position) {
        return ((IntColumn) arguments[index]).get(position);
    }

    static long readLong(int index, Column[] arguments, int position) {
        return ((LongColumn) arguments[index]).get(position);
    }

    static float readFloat(int index, Column[] arguments, int position) {
        return ((FloatColumn) arguments[index]).get(position);
    }

    static double readDouble(int index, Column[] arguments, int position) {
        return ((DoubleColumn) arguments[index]).get(position);
    }

    static boolean readBoolean(int index, Column[] arguments, int position) {
        return ((BooleanColumn) arguments[index]).get(position);
    }

    static @Nullable Object readObject(ValueConverter converter, int index, Column[] arguments, int position) {
        return converter.read(arguments[index], position);
    }

    // ---- the result into a column ----------------------------------------------------------------------------------

    /**
     * Lets a handle of {@link FunctionMethod#find} write what it gives: {@code (Column[] arguments, int position,
     * Column result)}.
     *
     * @param type the type of the result, whose conversion class the method gives
     */
    public static MethodHandle writing(MethodHandle method, DataType type) {
        Class<?> given = method.type().returnType();
        try {
            MethodHandle write;
            String kernel = primitiveWriter(given, type);
            if (kernel != null) {
                write = LOOKUP.findStatic(
                        FunctionArguments.class,
                        kernel,
                        MethodType.methodType(void.class, Column.class, int.class, given));
            } else {
                write = MethodHandles.insertArguments(
                        LOOKUP.findStatic(
                                FunctionArguments.class,
                                "writeObject",
                                MethodType.methodType(
                                        void.class, ValueConverter.class, Column.class, int.class, Object.class)),
                        0,
                        ValueConverter.of(type));
                method = method.asType(method.type().changeReturnType(Object.class));
            }
            MethodHandle combined = MethodHandles.collectArguments(write, 2, method);
            return MethodHandles.permuteArguments(
                    combined, MethodType.methodType(void.class, Column[].class, int.class, Column.class), 2, 1, 0, 1);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String primitiveWriter(Class<?> given, DataType type) {
        LogicalTypeRoot root = type.getLogicalType().getTypeRoot();
        if (given == long.class) {
            return root == LogicalTypeRoot.BIGINT || root == LogicalTypeRoot.INTERVAL_DAY_TIME ? "writeLong" : null;
        }
        if (given == int.class) {
            return switch (root) {
                case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE, INTERVAL_YEAR_MONTH -> "writeInt";
                default -> null;
            };
        }
        if (given == boolean.class) {
            return root == LogicalTypeRoot.BOOLEAN ? "writeBoolean" : null;
        }
        if (given == double.class) {
            return root == LogicalTypeRoot.DOUBLE ? "writeDouble" : null;
        }
        return given == float.class && root == LogicalTypeRoot.FLOAT ? "writeFloat" : null;
    }

    static void writeInt(Column result, int position, int value) {
        ((IntColumn) result).set(position, value);
    }

    static void writeLong(Column result, int position, long value) {
        ((LongColumn) result).set(position, value);
    }

    static void writeFloat(Column result, int position, float value) {
        ((FloatColumn) result).set(position, value);
    }

    static void writeDouble(Column result, int position, double value) {
        ((DoubleColumn) result).set(position, value);
    }

    static void writeBoolean(Column result, int position, boolean value) {
        ((BooleanColumn) result).set(position, value);
    }

    static void writeObject(ValueConverter converter, Column result, int position, @Nullable Object value) {
        converter.write(result, position, value);
    }
}
