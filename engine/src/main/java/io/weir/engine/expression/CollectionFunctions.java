package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.expression.Casts.OnFailure;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** ROW, ARRAY and MAP, their elements, and CARDINALITY. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("ROW", CollectionFunctions::row);
        registry.add("ARRAY", CollectionFunctions::array);
        registry.add("MAP", CollectionFunctions::map);
        registry.add("ITEM", CollectionFunctions::item);
        registry.add("DOT", CollectionFunctions::dot);
        registry.add(
                "ELEMENT",
                call -> Kernels.<ArrayColumn, Column>unary(call, CollectionFunctions::onlyElement)
                        .ownNulls()
                        .fallible());
        registry.add("CARDINALITY", CollectionFunctions::cardinality);
        registry.add("ARRAY_CONTAINS", CollectionFunctions::contains);
        registry.add(
                "MAP_KEYS",
                call -> Kernels.<MapColumn, ArrayColumn>unary(
                        call, (maps, result, count) -> entries(maps, maps.keys(), result, count)));
        registry.add(
                "MAP_VALUES",
                call -> Kernels.<MapColumn, ArrayColumn>unary(
                        call, (maps, result, count) -> entries(maps, maps.values(), result, count)));
    }

    static Expression operandAs(Call call, int index, LogicalType type) {
        Expression cast = Casts.cast(call.operand(index), type, call.context(), OnFailure.FAIL);
        if (cast == null) {
            throw call.notNative();
        }
        return cast;
    }

    private static Expression row(Call call) {
        List<LogicalType> types = LogicalTypeChecks.getFieldTypes(call.type());
        Expression[] fields = new Expression[call.operandCount()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = operandAs(call, i, types.get(i));
        }
        return Kernels.<RowColumn>variadic(call.type(), fields, CollectionFunctions::row)
                .ownNulls();
    }

    private static Expression array(Call call) {
        LogicalType elementType = ((ArrayType) call.type()).getElementType();
        Expression[] elements = new Expression[call.operandCount()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = operandAs(call, i, elementType);
        }
        return Kernels.<ArrayColumn>variadic(call.type(), elements, CollectionFunctions::array)
                .ownNulls();
    }

    private static Expression map(Call call) {
        Expression[] entries = new Expression[call.operandCount()];
        for (int i = 0; i < entries.length; i++) {
            LogicalType type = i % 2 == 0 ? Columns.mapKeyType(call.type()) : Columns.mapValueType(call.type());
            entries[i] = operandAs(call, i, type);
        }
        return Kernels.<MapColumn>variadic(call.type(), entries, CollectionFunctions::map)
                .ownNulls();
    }

    private static Expression item(Call call) {
        return switch (call.operandType(0).getTypeRoot()) {
            case ARRAY ->
                Kernels.<ArrayColumn, IntColumn, Column>binary(
                                call.type(),
                                call.operand(0),
                                Numbers.toInt(call.operand(1)),
                                CollectionFunctions::elementAt)
                        .ownNulls();
            case MAP ->
                Kernels.<MapColumn, Column, Column>binary(
                                call.type(),
                                call.operand(0),
                                operandAs(call, 1, Columns.mapKeyType(call.operandType(0))),
                                CollectionFunctions::valueOf)
                        .ownNulls();
            case ROW -> dot(call);
            default -> throw call.notNative();
        };
    }

    private static Expression dot(Call call) {
        Constant name = call.constant(1);
        if (name == null || !(call.operandType(0) instanceof RowType row)) {
            throw call.notNative();
        }
        return new FieldExpression(call.operand(0), row.getFieldIndex(name.stringValue()), call.type());
    }

    private static Expression cardinality(Call call) {
        return call.operandType(0).is(LogicalTypeRoot.ARRAY)
                ? Kernels.<ArrayColumn, IntColumn>unary(call, CollectionFunctions::arrayLength)
                : Kernels.<MapColumn, IntColumn>unary(call, CollectionFunctions::mapSize);
    }

    private static Expression contains(Call call) {
        LogicalType elementType = ((ArrayType) call.operandType(0)).getElementType();
        return Kernels.<ArrayColumn, Column, BooleanColumn>binary(
                        call.type(),
                        call.operand(0),
                        operandAs(call, 1, elementType.copy(true)),
                        CollectionFunctions::contains)
                .ownNulls();
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void row(Column[] fields, RowColumn result, int count) {
        for (int field = 0; field < fields.length; field++) {
            Column to = result.field(field);
            to.ensureCapacity(count);
            for (int i = 0; i < count; i++) {
                to.set(i, fields[field], i);
            }
        }
    }

    private static void array(Column[] elements, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (Column element : elements) {
                result.elements().set(result.addElement(), element, i);
            }
        }
    }

    /** A key that occurs twice keeps its first place and its last value. */
    private static void map(Column[] entries, MapColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int entry = 0; entry < entries.length; entry += 2) {
                if (!isRepeated(entries, entry, i)) {
                    int at = result.addEntry();
                    result.keys().set(at, entries[entry], i);
                    result.values().set(at, entries[lastOf(entries, entry, i) + 1], i);
                }
            }
        }
    }

    private static boolean isRepeated(Column[] entries, int entry, int position) {
        for (int earlier = 0; earlier < entry; earlier += 2) {
            if (Values.same(entries[earlier], position, entries[entry], position)) {
                return true;
            }
        }
        return false;
    }

    private static int lastOf(Column[] entries, int entry, int position) {
        int last = entry;
        for (int later = entry + 2; later < entries.length; later += 2) {
            if (Values.same(entries[later], position, entries[entry], position)) {
                last = later;
            }
        }
        return last;
    }

    /** There is no element outside of the array: null. */
    private static void elementAt(ArrayColumn arrays, IntColumn indexes, Column result, int count) {
        for (int i = 0; i < count; i++) {
            boolean isNull = arrays.isNull(i) || indexes.isNull(i);
            if (isNull || indexes.get(i) < 1 || indexes.get(i) > arrays.length(i)) {
                Values.setNull(result, i);
            } else {
                result.set(i, arrays.elements(), arrays.start(i) + indexes.get(i) - 1);
            }
        }
    }

    private static void valueOf(MapColumn maps, Column keys, Column result, int count) {
        for (int i = 0; i < count; i++) {
            int found = maps.isNull(i) || keys.isNull(i) ? -1 : Values.find(maps, i, keys, i);
            if (found < 0) {
                Values.setNull(result, i);
            } else {
                result.set(i, maps.values(), found);
            }
        }
    }

    private static void onlyElement(ArrayColumn arrays, Column result, int count) {
        for (int i = 0; i < count; i++) {
            int length = arrays.isNull(i) ? 0 : arrays.length(i);
            if (length > 1) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "The array has " + length + " elements",
                        "ELEMENT",
                        "ELEMENT takes an array of one element; take one of several with array[index]",
                        null);
            }
            if (length == 0) {
                Values.setNull(result, i);
            } else {
                result.set(i, arrays.elements(), arrays.start(i));
            }
        }
    }

    private static void arrayLength(ArrayColumn arrays, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, arrays.length(i));
        }
    }

    private static void mapSize(MapColumn maps, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, maps.length(i));
        }
    }

    private static void contains(ArrayColumn arrays, Column wanted, BooleanColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (arrays.isNull(i)) {
                result.setNull(i);
                continue;
            }
            boolean found = false;
            for (int j = arrays.start(i); !found && j < arrays.start(i) + arrays.length(i); j++) {
                found = Values.same(arrays.elements(), j, wanted, i);
            }
            result.set(i, found);
        }
    }

    private static void entries(MapColumn maps, Column part, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int j = maps.start(i); !result.isNull(i) && j < maps.start(i) + maps.length(i); j++) {
                result.elements().set(result.addElement(), part, j);
            }
        }
    }
}
