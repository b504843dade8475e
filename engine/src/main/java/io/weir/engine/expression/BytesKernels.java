package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import java.util.Arrays;

/** Comparisons of text and binary values, by their unsigned bytes, which for UTF-8 is the order of code points. */
final class BytesKernels {
    private BytesKernels() {}

    static void equal(boolean wanted, BytesColumn left, byte[] right, boolean[] result, int count) {
        byte[] data = left.data();
        int[] starts = left.starts();
        int[] lengths = left.lengths();
        int length = right.length;
        for (int i = 0; i < count; i++) {
            int start = starts[i];
            boolean equal = lengths[i] == length && Arrays.equals(data, start, start + length, right, 0, length);
            result[i] = equal == wanted;
        }
    }

    static void equal(boolean wanted, BytesColumn left, BytesColumn right, BooleanColumn result, int count) {
        boolean[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = Values.equalBytes(left, i, right, i) == wanted;
        }
    }

    static void compare(Comparison comparison, BytesColumn left, BytesColumn right, BooleanColumn result, int count) {
        boolean[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = comparison.holds(order(left, i, right, i));
        }
    }

    static int order(BytesColumn left, int i, BytesColumn right, int j) {
        int leftStart = left.starts()[i];
        int rightStart = right.starts()[j];
        return Arrays.compareUnsigned(
                left.data(),
                leftStart,
                leftStart + left.lengths()[i],
                right.data(),
                rightStart,
                rightStart + right.lengths()[j]);
    }
}
