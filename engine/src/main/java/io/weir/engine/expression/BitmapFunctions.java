package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.apache.flink.types.DeserializationException;
import org.apache.flink.types.bitmap.Bitmap;

/** The functions of BITMAP, sets of 32-bit integers, which lie in columns as the bytes of BITMAP_TO_BYTES. */
final class BitmapFunctions {
    private BitmapFunctions() {}

    /** Changes the first set by the second. */
    private interface Change {
        void apply(Bitmap first, Bitmap second);
    }

    static void register(FunctionRegistry registry) {
        registry.add("BITMAP_AND", call -> change(call, Bitmap::and));
        registry.add("BITMAP_OR", call -> change(call, Bitmap::or));
        registry.add("BITMAP_XOR", call -> change(call, Bitmap::xor));
        registry.add("BITMAP_ANDNOT", call -> change(call, Bitmap::andNot));
        registry.add("BITMAP_BUILD", call -> Kernels.<ArrayColumn, BytesColumn>unary(call, BitmapFunctions::build));
        registry.add(
                "BITMAP_CARDINALITY",
                call -> Kernels.<BytesColumn, LongColumn>unary(call, BitmapFunctions::cardinality));
        registry.add(
                "BITMAP_FROM_BYTES",
                call -> Kernels.<BytesColumn, BytesColumn>unary(call, BitmapFunctions::fromBytes)
                        .fallible());
        registry.add(
                "BITMAP_TO_ARRAY", call -> Kernels.<BytesColumn, ArrayColumn>unary(call, BitmapFunctions::toArray));
        registry.add("BITMAP_TO_BYTES", call -> Retyped.of(call.operand(0), call.type()));
        registry.add(
                "BITMAP_TO_STRING", call -> Kernels.<BytesColumn, BytesColumn>unary(call, BitmapFunctions::toText));
    }

    private static Expression change(Call call, Change change) {
        return Kernels.<BytesColumn, BytesColumn, BytesColumn>binary(call, (left, right, result, count) -> {
            for (int i = 0; i < count; i++) {
                if (!result.isNull(i)) {
                    Bitmap set = get(left, i);
                    change.apply(set, get(right, i));
                    result.set(i, set.toBytes());
                }
            }
        });
    }

    /** The set at a position. */
    static Bitmap get(BytesColumn column, int position) {
        return Bitmap.fromBytes(column.getBytes(position));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void build(ArrayColumn arrays, BytesColumn result, int count) {
        IntColumn elements = (IntColumn) arrays.elements();
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Bitmap set = Bitmap.empty();
                for (int j = arrays.start(i); j < arrays.start(i) + arrays.length(i); j++) {
                    if (!elements.isNull(j)) {
                        set.add(elements.get(j));
                    }
                }
                result.set(i, set.toBytes());
            }
        }
    }

    private static void cardinality(BytesColumn sets, LongColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                result.set(i, get(sets, i).getLongCardinality());
            }
        }
    }

    private static void fromBytes(BytesColumn bytes, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                try {
                    result.set(i, get(bytes, i).toBytes());
                } catch (DeserializationException e) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "These " + bytes.lengths()[i] + " bytes are no bitmap",
                            "BITMAP_FROM_BYTES",
                            "Give it bytes of BITMAP_TO_BYTES, which are Roaring bitmaps of 32 bits",
                            e);
                }
            }
        }
    }

    private static void toArray(BytesColumn sets, ArrayColumn result, int count) {
        IntColumn elements = (IntColumn) result.elements();
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (!result.isNull(i)) {
                for (int value : get(sets, i).toArray()) {
                    int at = result.addElement();
                    elements.set(at, value);
                }
            }
        }
    }

    static void toText(BytesColumn sets, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Utf8.set(result, i, get(sets, i).toString());
            }
        }
    }
}
