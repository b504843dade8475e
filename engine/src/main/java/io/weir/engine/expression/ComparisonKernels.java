package io.weir.engine.expression;

/**
 * Comparisons of primitives, one loop for each comparison and type, so that each is a simple loop that the compiler can
 * unroll. Floating point compares as in Java: nothing is equal to, less than or greater than NaN.
 */
final class ComparisonKernels {
    private ComparisonKernels() {}

    static void compare(Comparison comparison, int[] left, int[] right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right[i];
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right[i];
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right[i];
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right[i];
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right[i];
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right[i];
                }
            }
        }
    }

    static void compare(Comparison comparison, int[] left, int right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right;
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right;
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right;
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right;
                }
            }
        }
    }

    static void compare(Comparison comparison, long[] left, long[] right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right[i];
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right[i];
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right[i];
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right[i];
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right[i];
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right[i];
                }
            }
        }
    }

    static void compare(Comparison comparison, long[] left, long right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right;
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right;
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right;
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right;
                }
            }
        }
    }

    static void compare(Comparison comparison, float[] left, float[] right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right[i];
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right[i];
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right[i];
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right[i];
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right[i];
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right[i];
                }
            }
        }
    }

    static void compare(Comparison comparison, float[] left, float right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right;
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right;
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right;
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right;
                }
            }
        }
    }

    static void compare(Comparison comparison, double[] left, double[] right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right[i];
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right[i];
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right[i];
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right[i];
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right[i];
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right[i];
                }
            }
        }
    }

    static void compare(Comparison comparison, double[] left, double right, boolean[] result, int count) {
        switch (comparison) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] == right;
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] != right;
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] < right;
                }
            }
            case LESS_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] <= right;
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] > right;
                }
            }
            case GREATER_OR_EQUAL -> {
                for (int i = 0; i < count; i++) {
                    result[i] = left[i] >= right;
                }
            }
        }
    }
}
