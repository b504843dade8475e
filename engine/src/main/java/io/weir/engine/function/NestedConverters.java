package io.weir.engine.function;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.extraction.ExtractionUtils;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.jspecify.annotations.Nullable;

/** Converters of arrays, maps, multisets and rows. */
final class NestedConverters {
    private NestedConverters() {}

    // ---- arrays ----------------------------------------------------------------------------------------------------

    static ValueConverter array(DataType type) {
        Class<?> target = type.getConversionClass();
        if (target == ArrayData.class) {
            return internal(type, arrayData(type));
        }
        DataType elementType = type.getChildren().get(0);
        ValueConverter element = ValueConverters.of(elementType);
        if (List.class.isAssignableFrom(target)) {
            return new ValueConverter(
                    (column, position) -> list((ArrayColumn) column, position, element),
                    (column, position, value) -> setList((ArrayColumn) column, position, (List<?>) value, element));
        }
        Class<?> elementClass = target.isArray() ? target.getComponentType() : Object.class;
        if (!elementClass.isPrimitive()) {
            elementClass = ExtractionUtils.primitiveToWrapper(elementType.getConversionClass());
        }
        return new ValueConverter(
                arrayReader(elementClass, element),
                (column, position, value) -> setArray((ArrayColumn) column, position, value, element));
    }

    private static ValueConverter.Reader arrayReader(Class<?> elementClass, ValueConverter element) {
        if (elementClass == int.class) {
            return (column, position) -> {
                ArrayColumn arrays = (ArrayColumn) column;
                int start = arrays.start(position);
                int[] values = ((IntColumn) arrays.elements()).values();
                return Arrays.copyOfRange(values, start, start + arrays.length(position));
            };
        }
        if (elementClass == long.class) {
            return (column, position) -> {
                ArrayColumn arrays = (ArrayColumn) column;
                int start = arrays.start(position);
                long[] values = ((LongColumn) arrays.elements()).values();
                return Arrays.copyOfRange(values, start, start + arrays.length(position));
            };
        }
        if (elementClass == double.class) {
            return (column, position) -> {
                ArrayColumn arrays = (ArrayColumn) column;
                int start = arrays.start(position);
                double[] values = ((DoubleColumn) arrays.elements()).values();
                return Arrays.copyOfRange(values, start, start + arrays.length(position));
            };
        }
        return (column, position) -> {
            ArrayColumn arrays = (ArrayColumn) column;
            int start = arrays.start(position);
            int length = arrays.length(position);
            Object array = Array.newInstance(elementClass, length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, element.read(arrays.elements(), start + i));
            }
            return array;
        };
    }

    private static List<@Nullable Object> list(ArrayColumn arrays, int position, ValueConverter element) {
        int start = arrays.start(position);
        int length = arrays.length(position);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(element.read(arrays.elements(), start + i));
        }
        return list;
    }

    private static void setList(ArrayColumn arrays, int position, List<?> values, ValueConverter element) {
        arrays.begin(position);
        for (Object value : values) {
            element.write(arrays.elements(), arrays.addElement(), value);
        }
    }

    private static void setArray(ArrayColumn arrays, int position, Object values, ValueConverter element) {
        int length = Array.getLength(values);
        arrays.begin(position);
        for (int i = 0; i < length; i++) {
            element.write(arrays.elements(), arrays.addElement(), Array.get(values, i));
        }
    }

    private static ValueConverter.Reader arrayData(DataType type) {
        ValueConverter element = ValueConverters.of(type.getChildren().get(0).toInternal());
        return (column, position) -> new GenericArrayData(
                list((ArrayColumn) column, position, element).toArray());
    }

    // ---- maps ------------------------------------------------------------------------------------------------------

    static ValueConverter map(DataType type) {
        Class<?> target = type.getConversionClass();
        boolean isMultiset = type.getLogicalType().is(LogicalTypeRoot.MULTISET);
        DataType keyType = type.getChildren().get(0);
        DataType valueType =
                isMultiset ? DataTypes.INT().notNull() : type.getChildren().get(1);
        if (target == MapData.class) {
            ValueConverter key = ValueConverters.of(keyType.toInternal());
            ValueConverter value = ValueConverters.of(valueType.toInternal());
            return internal(
                    type, (column, position) -> new GenericMapData(map((MapColumn) column, position, key, value)));
        }
        if (!target.isAssignableFrom(HashMap.class) && !Map.class.isAssignableFrom(target)) {
            throw ValueConverters.notNative(type);
        }
        ValueConverter key = ValueConverters.of(keyType);
        ValueConverter value = ValueConverters.of(valueType);
        return new ValueConverter(
                (column, position) -> map((MapColumn) column, position, key, value),
                (column, position, entries) -> setMap((MapColumn) column, position, (Map<?, ?>) entries, key, value));
    }

    private static Map<@Nullable Object, @Nullable Object> map(
            MapColumn maps, int position, ValueConverter key, ValueConverter value) {
        Map<@Nullable Object, @Nullable Object> entries = new HashMap<>();
        int start = maps.start(position);
        for (int i = start; i < start + maps.length(position); i++) {
            entries.put(key.read(maps.keys(), i), value.read(maps.values(), i));
        }
        return entries;
    }

    private static void setMap(
            MapColumn maps, int position, Map<?, ?> entries, ValueConverter key, ValueConverter value) {
        maps.begin(position);
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            int at = maps.addEntry();
            key.write(maps.keys(), at, entry.getKey());
            value.write(maps.values(), at, entry.getValue());
        }
    }

    // ---- rows ------------------------------------------------------------------------------------------------------

    static ValueConverter row(DataType type) {
        if (type.getConversionClass() == RowData.class) {
            return internal(type, rowData(type));
        }
        if (type.getConversionClass() != Row.class) {
            throw ValueConverters.notNative(type);
        }
        ValueConverter[] fields = fields(type.getChildren());
        LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
        List<String> names = LogicalTypeChecks.getFieldNames(type.getLogicalType());
        for (int i = 0; i < fields.length; i++) {
            positions.put(names.get(i), i);
        }
        return new ValueConverter(
                (column, position) -> RowUtils.createRowWithNamedPositions(
                        RowKind.INSERT, values((RowColumn) column, position, fields), positions),
                (column, position, value) -> setRow((RowColumn) column, position, (Row) value, fields, positions));
    }

    static ValueConverter[] fields(List<DataType> types) {
        ValueConverter[] fields = new ValueConverter[types.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = ValueConverters.of(types.get(i));
        }
        return fields;
    }

    static @Nullable Object[] values(RowColumn rows, int position, ValueConverter[] fields) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[i].read(rows.field(i), position);
        }
        return values;
    }

    private static void setRow(
            RowColumn rows, int position, Row row, ValueConverter[] fields, Map<String, Integer> positions) {
        Set<String> names = row.getFieldNames(false);
        if (names == null) {
            if (row.getArity() < fields.length) {
                throw new IllegalArgumentException(
                        "a Row of " + row.getArity() + " fields where there must be " + fields.length);
            }
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(rows.field(i), position, row.getField(i));
            }
            return;
        }
        for (String name : names) {
            if (!positions.containsKey(name)) {
                throw new IllegalArgumentException(
                        "a Row with a field '" + name + "', which is none of " + positions.keySet());
            }
        }
        positions.forEach((name, i) ->
                fields[i].write(rows.field(i), position, names.contains(name) ? row.getField(name) : null));
    }

    static ValueConverter.Reader rowData(DataType type) {
        ValueConverter[] fields =
                fields(type.getChildren().stream().map(DataType::toInternal).toList());
        return (column, position) -> GenericRowData.of(values((RowColumn) column, position, fields));
    }

    /** Values in Flink's internal form; they come back through their getters. */
    static ValueConverter internal(DataType type, ValueConverter.Reader reader) {
        LogicalType logicalType = type.getLogicalType();
        Columns.kind(logicalType);
        return new ValueConverter(
                reader, (column, position, value) -> setInternal(column, position, value, logicalType));
    }

    private static void setInternal(Column column, int position, Object value, LogicalType type) {
        RowDataAppender.set(column, position, value, type);
    }
}
