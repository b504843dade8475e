package io.weir.engine.expression;

/** Sums, differences, products, quotients and remainders of primitives; integers wrap, as in Java. */
final class ArithmeticKernels {
    private ArithmeticKernels() {}

    static void add(int[] left, int[] right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right[i];
        }
    }

    static void add(int[] left, int right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right;
        }
    }

    static void subtract(int[] left, int[] right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right[i];
        }
    }

    static void subtract(int[] left, int right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right;
        }
    }

    static void multiply(int[] left, int[] right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right[i];
        }
    }

    static void multiply(int[] left, int right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right;
        }
    }

    static void divide(int[] left, int right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right;
        }
    }

    static void remainder(int[] left, int right, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right;
        }
    }

    static void negate(int[] operand, int[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = -operand[i];
        }
    }

    static void add(long[] left, long[] right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right[i];
        }
    }

    static void add(long[] left, long right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right;
        }
    }

    static void subtract(long[] left, long[] right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right[i];
        }
    }

    static void subtract(long[] left, long right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right;
        }
    }

    static void multiply(long[] left, long[] right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right[i];
        }
    }

    static void multiply(long[] left, long right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right;
        }
    }

    static void divide(long[] left, long right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right;
        }
    }

    static void remainder(long[] left, long right, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right;
        }
    }

    static void negate(long[] operand, long[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = -operand[i];
        }
    }

    static void add(float[] left, float[] right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right[i];
        }
    }

    static void add(float[] left, float right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right;
        }
    }

    static void subtract(float[] left, float[] right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right[i];
        }
    }

    static void subtract(float[] left, float right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right;
        }
    }

    static void multiply(float[] left, float[] right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right[i];
        }
    }

    static void multiply(float[] left, float right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right;
        }
    }

    static void divide(float[] left, float[] right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right[i];
        }
    }

    static void divide(float[] left, float right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right;
        }
    }

    static void remainder(float[] left, float[] right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right[i];
        }
    }

    static void remainder(float[] left, float right, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right;
        }
    }

    static void negate(float[] operand, float[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = -operand[i];
        }
    }

    static void add(double[] left, double[] right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right[i];
        }
    }

    static void add(double[] left, double right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] + right;
        }
    }

    static void subtract(double[] left, double[] right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right[i];
        }
    }

    static void subtract(double[] left, double right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] - right;
        }
    }

    static void multiply(double[] left, double[] right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right[i];
        }
    }

    static void multiply(double[] left, double right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] * right;
        }
    }

    static void divide(double[] left, double[] right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right[i];
        }
    }

    static void divide(double[] left, double right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] / right;
        }
    }

    static void remainder(double[] left, double[] right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right[i];
        }
    }

    static void remainder(double[] left, double right, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = left[i] % right;
        }
    }

    static void negate(double[] operand, double[] result, int count) {
        for (int i = 0; i < count; i++) {
            result[i] = -operand[i];
        }
    }
}
