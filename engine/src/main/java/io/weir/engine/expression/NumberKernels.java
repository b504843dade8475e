package io.weir.engine.expression;

/** Conversions between primitive numbers, as Java does them: integers wrap, floating point saturates. */
final class NumberKernels {
    private NumberKernels() {}

    static void intToByte(int[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) from[i];
        }
    }

    static void intToShort(int[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (short) from[i];
        }
    }

    static void intToLong(int[] from, long[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void intToFloat(int[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void intToDouble(int[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void longToByte(long[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) from[i];
        }
    }

    static void longToShort(long[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (short) from[i];
        }
    }

    static void longToInt(long[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (int) from[i];
        }
    }

    static void longToFloat(long[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void longToDouble(long[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void floatToByte(float[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) (int) from[i];
        }
    }

    static void floatToShort(float[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (short) (int) from[i];
        }
    }

    static void floatToInt(float[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (int) from[i];
        }
    }

    static void floatToLong(float[] from, long[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (long) from[i];
        }
    }

    static void floatToDouble(float[] from, double[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
        }
    }

    static void doubleToByte(double[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) (int) from[i];
        }
    }

    static void doubleToShort(double[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (short) (int) from[i];
        }
    }

    static void doubleToInt(double[] from, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (int) from[i];
        }
    }

    static void doubleToLong(double[] from, long[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (long) from[i];
        }
    }

    static void doubleToFloat(double[] from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (float) from[i];
        }
    }
}
