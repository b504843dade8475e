package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** The functions whose names begin with ARRAY_. Positions count from 1. */
final class ArrayFunctions {
    private ArrayFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("ARRAY_APPEND", call -> added(call, false));
        registry.add("ARRAY_PREPEND", call -> added(call, true));
        registry.add(
                "ARRAY_CONCAT",
                call -> Kernels.<ArrayColumn>variadic(call.type(), arrays(call), ArrayFunctions::concat));
        registry.add("ARRAY_REVERSE", call -> Kernels.unary(call, ArrayFunctions::reverse));
        registry.add("ARRAY_SLICE", call -> Kernels.<ArrayColumn>variadic(call, ArrayFunctions::slice));
        registry.add("ARRAY_JOIN", call -> Kernels.<BytesColumn>variadic(call, ArrayFunctions::join));
        registry.add(
                "ARRAY_POSITION",
                call -> Kernels.<ArrayColumn, Column, IntColumn>binary(
                        call.type(), call.operand(0), element(call, 1), ArrayFunctions::position));
        registry.add(
                "ARRAY_REMOVE",
                call -> Kernels.<ArrayColumn, Column, ArrayColumn>binary(
                                call.type(), call.operand(0), element(call, 1), ArrayFunctions::remove)
                        .ownNulls());
        registry.add("ARRAY_MAX", call -> extreme(call, 1));
        registry.add("ARRAY_MIN", call -> extreme(call, -1));
        registry.add("ARRAY_SORT", ArrayFunctions::sort);
        registry.add(
                "ARRAY_DISTINCT",
                call -> Kernels.<ArrayColumn>variadic(
                        call.type(), arrays(call), (operands, result, count) -> union(operands, result, count)));
        registry.add(
                "ARRAY_UNION",
                call -> Kernels.<ArrayColumn>variadic(
                        call.type(), arrays(call), (operands, result, count) -> union(operands, result, count)));
        registry.add("ARRAY_EXCEPT", call -> filtered(call, false));
        registry.add("ARRAY_INTERSECT", call -> filtered(call, true));
    }

    private static Expression[] arrays(Call call) {
        Expression[] arrays = new Expression[call.operandCount()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = CollectionFunctions.operandAs(
                    call, i, call.type().copy(call.operandType(i).isNullable()));
        }
        return arrays;
    }

    private static LogicalType elementType(Call call) {
        return ((ArrayType) call.operandType(0)).getElementType();
    }

    private static Expression element(Call call, int index) {
        return CollectionFunctions.operandAs(call, index, elementType(call).copy(true));
    }

    private static Expression added(Call call, boolean before) {
        LogicalType type = ((ArrayType) call.type()).getElementType();
        return Kernels.<ArrayColumn, Column, ArrayColumn>binary(
                        call.type(),
                        CollectionFunctions.operandAs(
                                call, 0, call.type().copy(call.operandType(0).isNullable())),
                        CollectionFunctions.operandAs(call, 1, type.copy(true)),
                        (arrays, values, result, count) -> add(arrays, values, result, count, before))
                .ownNulls();
    }

    private static Expression extreme(Call call, int sign) {
        if (!Values.isOrdered(elementType(call))) {
            throw call.notNative();
        }
        return Kernels.<ArrayColumn, Column>unary(
                call, (arrays, result, count) -> extreme(arrays, result, count, sign));
    }

    private static Expression sort(Call call) {
        if (!Values.isOrdered(elementType(call))) {
            throw call.notNative();
        }
        ArraySorter sorter = new ArraySorter();
        return Kernels.<ArrayColumn>variadic(call, (operands, result, count) -> sort(operands, result, count, sorter));
    }

    private static Expression filtered(Call call, boolean kept) {
        return Kernels.<ArrayColumn>variadic(
                call.type(), arrays(call), (operands, result, count) -> filter(operands, result, count, kept));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void add(ArrayColumn arrays, Column values, ArrayColumn result, int count, boolean before) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (arrays.isNull(i)) {
                result.setNull(i);
                continue;
            }
            if (before) {
                result.elements().set(result.addElement(), values, i);
            }
            copy(arrays, i, result);
            if (!before) {
                result.elements().set(result.addElement(), values, i);
            }
        }
    }

    /** Adds all elements to the array that was begun last. */
    private static void copy(ArrayColumn arrays, int position, ArrayColumn result) {
        int start = arrays.start(position);
        int end = start + arrays.length(position);
        for (int j = start; j < end; j++) {
            result.elements().set(result.addElement(), arrays.elements(), j);
        }
    }

    private static void concat(Column[] operands, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int j = 0; j < operands.length && !result.isNull(i); j++) {
                copy((ArrayColumn) operands[j], i, result);
            }
        }
    }

    private static void reverse(ArrayColumn arrays, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            int start = arrays.start(i);
            for (int j = start + arrays.length(i) - 1; j >= start && !result.isNull(i); j--) {
                result.elements().set(result.addElement(), arrays.elements(), j);
            }
        }
    }

    /** A negative bound counts from the end, a start of 0 and an end of 0 mean the first element. */
    private static void slice(Column[] operands, ArrayColumn result, int count) {
        ArrayColumn arrays = (ArrayColumn) operands[0];
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (result.isNull(i)) {
                continue;
            }
            int length = arrays.length(i);
            int from = ((IntColumn) operands[1]).get(i);
            int to = operands.length > 2 ? ((IntColumn) operands[2]).get(i) : length;
            int first = Math.max(1, from < 0 ? from + length + 1 : from);
            int end = to < 0 ? to + length + 1 : to;
            int last = end == 0 ? 1 : Math.min(end, length);
            for (int j = first; j <= last && length > 0; j++) {
                result.elements().set(result.addElement(), arrays.elements(), arrays.start(i) + j - 1);
            }
        }
    }

    /** Nulls are left out, unless there is a text for them. */
    private static void join(Column[] operands, BytesColumn result, int count) {
        ArrayColumn arrays = (ArrayColumn) operands[0];
        BytesColumn texts = (BytesColumn) arrays.elements();
        BytesColumn delimiters = (BytesColumn) operands[1];
        BytesColumn replacements = operands.length > 2 ? (BytesColumn) operands[2] : null;
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                join(texts, arrays.start(i), arrays.length(i), delimiters, replacements, result, i);
            }
        }
    }

    private static void join(
            BytesColumn texts,
            int start,
            int length,
            BytesColumn delimiters,
            @Nullable BytesColumn replacements,
            BytesColumn result,
            int i) {
        int bytes = 0;
        int parts = 0;
        for (int j = start; j < start + length; j++) {
            if (!texts.isNull(j) || replacements != null) {
                bytes += texts.isNull(j) && replacements != null ? replacements.lengths()[i] : texts.lengths()[j];
                parts++;
            }
        }
        int at = result.allocate(i, bytes + Math.max(0, parts - 1) * delimiters.lengths()[i]);
        boolean first = true;
        for (int j = start; j < start + length; j++) {
            if (texts.isNull(j) && replacements == null) {
                continue;
            }
            at = first ? at : StringFunctions.append(delimiters, i, result.data(), at);
            at = texts.isNull(j) && replacements != null
                    ? StringFunctions.append(replacements, i, result.data(), at)
                    : StringFunctions.append(texts, j, result.data(), at);
            first = false;
        }
    }

    private static void position(ArrayColumn arrays, Column wanted, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = arrays.start(i);
                int found = indexOf(arrays.elements(), start, start + arrays.length(i), wanted, i);
                result.set(i, found < 0 ? 0 : found - start + 1);
            }
        }
    }

    /** The position of the first value that is the same, or -1. */
    private static int indexOf(Column values, int start, int end, Column wanted, int wantedPosition) {
        for (int j = start; j < end; j++) {
            if (Values.same(values, j, wanted, wantedPosition)) {
                return j;
            }
        }
        return -1;
    }

    private static void remove(ArrayColumn arrays, Column unwanted, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (arrays.isNull(i)) {
                result.setNull(i);
                continue;
            }
            int start = arrays.start(i);
            for (int j = start; j < start + arrays.length(i); j++) {
                if (!Values.same(arrays.elements(), j, unwanted, i)) {
                    result.elements().set(result.addElement(), arrays.elements(), j);
                }
            }
        }
    }

    /** Nulls do not count; an array without anything else gives null. */
    private static void extreme(ArrayColumn arrays, Column result, int count, int sign) {
        Column elements = arrays.elements();
        for (int i = 0; i < count; i++) {
            int best = -1;
            int start = result.isNull(i) ? 0 : arrays.start(i);
            int end = result.isNull(i) ? 0 : start + arrays.length(i);
            for (int j = start; j < end; j++) {
                if (!elements.isNull(j) && (best < 0 || sign * Values.order(elements, j, elements, best) > 0)) {
                    best = j;
                }
            }
            if (best < 0) {
                Values.setNull(result, i);
            } else {
                result.set(i, elements, best);
            }
        }
    }

    /** Ascending with nulls first; a second operand false means descending and, without a third, nulls last. */
    private static void sort(Column[] operands, ArrayColumn result, int count, ArraySorter sorter) {
        ArrayColumn arrays = (ArrayColumn) operands[0];
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (result.isNull(i)) {
                continue;
            }
            boolean isAscending = operands.length < 2 || ((BooleanColumn) operands[1]).get(i);
            boolean isNullFirst = operands.length < 3 ? isAscending : ((BooleanColumn) operands[2]).get(i);
            int length = arrays.length(i);
            int[] order = sorter.sort(arrays.elements(), arrays.start(i), length, isAscending, isNullFirst);
            for (int j = 0; j < length; j++) {
                result.elements().set(result.addElement(), arrays.elements(), order[j]);
            }
        }
    }

    /** The elements of all arrays, each once. */
    private static void union(Column[] operands, ArrayColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            for (int operand = 0; operand < operands.length && !result.isNull(i); operand++) {
                ArrayColumn arrays = (ArrayColumn) operands[operand];
                int start = arrays.start(i);
                for (int j = start; j < start + arrays.length(i); j++) {
                    addOnce(arrays.elements(), j, result, i);
                }
            }
        }
    }

    private static void addOnce(Column values, int position, ArrayColumn result, int i) {
        int start = result.start(i);
        if (indexOf(result.elements(), start, start + result.length(i), values, position) < 0) {
            result.elements().set(result.addElement(), values, position);
        }
    }

    /** The elements of the first array, each once, that are or are not in the second one. */
    private static void filter(Column[] operands, ArrayColumn result, int count, boolean kept) {
        ArrayColumn arrays = (ArrayColumn) operands[0];
        ArrayColumn others = (ArrayColumn) operands[1];
        for (int i = 0; i < count; i++) {
            result.begin(i);
            int start = arrays.start(i);
            int otherStart = others.start(i);
            for (int j = start; j < start + arrays.length(i) && !result.isNull(i); j++) {
                int found = indexOf(others.elements(), otherStart, otherStart + others.length(i), arrays.elements(), j);
                if (found >= 0 == kept) {
                    addOnce(arrays.elements(), j, result, i);
                }
            }
        }
    }
}
