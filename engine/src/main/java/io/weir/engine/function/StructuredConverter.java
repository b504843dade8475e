package io.weir.engine.function;

import io.weir.columnar.RowColumn;
import io.weir.plan.NotNativeException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.extraction.ExtractionUtils;
import org.apache.flink.table.types.logical.StructuredType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a class of the user's, a structured type: made by the constructor that takes all fields, or else by the
 * empty one and setters or public fields; read by getters or public fields.
 */
final class StructuredConverter {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private final Class<?> type;
    private final ValueConverter[] fields;
    private final MethodHandle[] getters;
    /** Takes all fields as one array; null if the object is made empty. */
    private final @Nullable MethodHandle constructor;

    private final MethodHandle[] setters;

    private StructuredConverter(Class<?> type, List<DataType> fieldTypes, List<String> names)
            throws ReflectiveOperationException {
        this.type = type;
        this.fields = NestedConverters.fields(fieldTypes);
        this.getters = new MethodHandle[fields.length];
        for (int i = 0; i < fields.length; i++) {
            getters[i] = getter(type, names.get(i));
        }
        Class<?>[] classes =
                fieldTypes.stream().map(DataType::getConversionClass).toArray(Class<?>[]::new);
        if (ExtractionUtils.hasInvokableConstructor(type, classes)) {
            constructor = constructor(type, classes);
            setters = new MethodHandle[0];
        } else {
            constructor = null;
            setters = new MethodHandle[fields.length];
            for (int i = 0; i < fields.length; i++) {
                setters[i] = setter(type, names.get(i));
            }
        }
    }

    static ValueConverter of(DataType type) {
        if (type.getConversionClass() == RowData.class) {
            return NestedConverters.internal(type, NestedConverters.rowData(type));
        }
        if (type.getConversionClass() == Row.class) {
            return NestedConverters.row(type);
        }
        StructuredType structured = (StructuredType) type.getLogicalType();
        Class<?> implementation =
                structured.getImplementationClass().orElseThrow(() -> ValueConverters.notNative(type));
        try {
            StructuredConverter converter = new StructuredConverter(
                    implementation, type.getChildren(), LogicalTypeChecks.getFieldNames(structured));
            return new ValueConverter(
                    (column, position) -> converter.read((RowColumn) column, position),
                    (column, position, value) -> converter.write((RowColumn) column, position, value));
        } catch (ReflectiveOperationException e) {
            throw new NotNativeException("class " + implementation.getName() + ", which is closed (" + e + "),");
        }
    }

    private static MethodHandle getter(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = ExtractionUtils.getStructuredField(type, name);
        Optional<Method> getter = ExtractionUtils.getStructuredFieldGetter(type, field);
        MethodHandle handle = ExtractionUtils.isStructuredFieldDirectlyReadable(field) || getter.isEmpty()
                ? LOOKUP.unreflectGetter(field)
                : LOOKUP.unreflect(getter.get());
        return handle.asType(MethodType.methodType(Object.class, Object.class));
    }

    private static MethodHandle setter(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = ExtractionUtils.getStructuredField(type, name);
        Optional<Method> setter = ExtractionUtils.getStructuredFieldSetter(type, field);
        MethodHandle handle = ExtractionUtils.isStructuredFieldDirectlyWritable(field) || setter.isEmpty()
                ? LOOKUP.unreflectSetter(field)
                : LOOKUP.unreflect(setter.get());
        return handle.asType(MethodType.methodType(void.class, Object.class, Object.class));
    }

    private static MethodHandle constructor(Class<?> type, Class<?>[] classes) throws ReflectiveOperationException {
        MethodHandle found = null;
        for (java.lang.reflect.Constructor<?> candidate : type.getConstructors()) {
            if (ExtractionUtils.isInvokable(ExtractionUtils.Autoboxing.JVM, candidate, classes)
                    && candidate.getParameterCount() == classes.length) {
                found = LOOKUP.unreflectConstructor(candidate);
            }
        }
        if (found == null) {
            throw new NoSuchMethodException("no constructor of " + type.getName() + " takes all fields");
        }
        return found.asFixedArity()
                .asType(MethodType.genericMethodType(classes.length))
                .asSpreader(Object[].class, classes.length);
    }

    private Object read(RowColumn rows, int position) {
        try {
            MethodHandle make = constructor;
            if (make != null) {
                return (Object) make.invokeExact(NestedConverters.values(rows, position, fields));
            }
            Object made = type.getConstructor().newInstance();
            for (int i = 0; i < fields.length; i++) {
                setters[i].invokeExact(made, fields[i].read(rows.field(i), position));
            }
            return made;
        } catch (Throwable e) {
            throw FunctionFailures.unchecked(e);
        }
    }

    private void write(RowColumn rows, int position, Object value) {
        try {
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(rows.field(i), position, (Object) getters[i].invokeExact(value));
            }
        } catch (Throwable e) {
            throw FunctionFailures.unchecked(e);
        }
    }
}
