package io.weir.format.parquet;

/**
 * Decodes the values of a page, those that are NULL left out, in order. Which of the methods is called depends on the
 * column's physical type; an encoding has those that it is defined for.
 */
abstract class ValuesDecoder {
    private static DamagedException wrongType() {
        return new DamagedException("an encoding that its type cannot have");
    }

    abstract void skip(int count);

    void readBooleans(boolean[] to, int at, int count) {
        throw wrongType();
    }

    void readInts(int[] to, int at, int count) {
        throw wrongType();
    }

    void readLongs(long[] to, int at, int count) {
        throw wrongType();
    }

    void readFloats(float[] to, int at, int count) {
        throw wrongType();
    }

    void readDoubles(double[] to, int at, int count) {
        throw wrongType();
    }

    /** The bytes that {@link #readTexts} refers to: the same array for all of the page. */
    byte[] texts() {
        throw wrongType();
    }

    /** Gives the places of values of bytes: BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96. */
    void readTexts(int[] starts, int[] lengths, int at, int count) {
        throw wrongType();
    }
}
