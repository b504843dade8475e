package io.weir.engine.expression;

import io.weir.columnar.Column;

/** Sorts positions of a column by their values, stably, in arrays that are used again and again. */
final class ArraySorter {
    private static final int INSERTION_MAX = 16;

    private int[] positions = new int[INSERTION_MAX];
    private int[] scratch = new int[INSERTION_MAX];

    /** The positions from {@code start} on in the order of their values; valid until the next call. */
    int[] sort(Column values, int start, int length, boolean isAscending, boolean isNullFirst) {
        if (positions.length < length) {
            positions = new int[Math.max(length, 2 * positions.length)];
            scratch = new int[positions.length];
        }
        for (int i = 0; i < length; i++) {
            positions[i] = start + i;
        }
        sort(values, 0, length, isAscending ? 1 : -1, isNullFirst ? -1 : 1);
        return positions;
    }

    private void sort(Column values, int from, int to, int sign, int nullSign) {
        if (to - from <= INSERTION_MAX) {
            insert(values, from, to, sign, nullSign);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(values, from, middle, sign, nullSign);
        sort(values, middle, to, sign, nullSign);
        System.arraycopy(positions, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takesLeft =
                    right >= to || left < middle && order(values, scratch[left], scratch[right], sign, nullSign) <= 0;
            positions[i] = takesLeft ? scratch[left++] : scratch[right++];
        }
    }

    private void insert(Column values, int from, int to, int sign, int nullSign) {
        for (int i = from + 1; i < to; i++) {
            int position = positions[i];
            int j = i;
            while (j > from && order(values, positions[j - 1], position, sign, nullSign) > 0) {
                positions[j] = positions[j - 1];
                j--;
            }
            positions[j] = position;
        }
    }

    private static int order(Column values, int left, int right, int sign, int nullSign) {
        boolean leftNull = values.isNull(left);
        boolean rightNull = values.isNull(right);
        if (leftNull || rightNull) {
            return leftNull && rightNull ? 0 : leftNull ? nullSign : -nullSign;
        }
        return sign * Values.order(values, left, values, right);
    }
}
