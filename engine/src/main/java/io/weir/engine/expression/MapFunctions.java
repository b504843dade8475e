package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;

/** MAP_FROM_ARRAYS, MAP_ENTRIES and MAP_UNION. */
final class MapFunctions {
    private MapFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add(
                "MAP_FROM_ARRAYS",
                call -> Kernels.<ArrayColumn, ArrayColumn, MapColumn>binary(call, MapFunctions::fromArrays)
                        .fallible());
        registry.add("MAP_ENTRIES", call -> Kernels.unary(call, MapFunctions::entries));
        registry.add("MAP_UNION", MapFunctions::union);
    }

    private static Expression union(Call call) {
        Expression[] maps = new Expression[call.operandCount()];
        for (int i = 0; i < maps.length; i++) {
            maps[i] = CollectionFunctions.operandAs(
                    call, i, call.type().copy(call.operandType(i).isNullable()));
        }
        return Kernels.<MapColumn>variadic(call.type(), maps, MapFunctions::union);
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void fromArrays(ArrayColumn keys, ArrayColumn values, MapColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (result.isNull(i)) {
                continue;
            }
            int length = keys.length(i);
            if (length != values.length(i)) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "There are " + length + " keys and " + values.length(i) + " values",
                        "MAP_FROM_ARRAYS",
                        "Give it two arrays of the same length",
                        null);
            }
            for (int j = 0; j < length; j++) {
                int at = result.addEntry();
                result.keys().set(at, keys.elements(), keys.start(i) + j);
                result.values().set(at, values.elements(), values.start(i) + j);
            }
        }
    }

    private static void entries(MapColumn maps, ArrayColumn result, int count) {
        RowColumn rows = (RowColumn) result.elements();
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int j = maps.start(i); j < maps.start(i) + maps.length(i) && !result.isNull(i); j++) {
                int at = result.addElement();
                rows.field(0).set(at, maps.keys(), j);
                rows.field(1).set(at, maps.values(), j);
            }
        }
    }

    /** Of entries with the same key that of the last map counts, and the last map's entries come first. */
    private static void union(Column[] operands, MapColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int operand = operands.length - 1; operand >= 0 && !result.isNull(i); operand--) {
                MapColumn maps = (MapColumn) operands[operand];
                int known = result.length(i);
                for (int j = maps.start(i); j < maps.start(i) + maps.length(i); j++) {
                    if (!isKnown(maps.keys(), j, result, i, known)) {
                        int at = result.addEntry();
                        result.keys().set(at, maps.keys(), j);
                        result.values().set(at, maps.values(), j);
                    }
                }
            }
        }
    }

    private static boolean isKnown(Column keys, int position, MapColumn result, int i, int known) {
        int start = result.start(i);
        for (int j = start; j < start + known; j++) {
            if (Values.same(result.keys(), j, keys, position)) {
                return true;
            }
        }
        return false;
    }
}
