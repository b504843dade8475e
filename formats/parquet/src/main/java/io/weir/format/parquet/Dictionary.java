package io.weir.format.parquet;

import org.apache.parquet.format.Type;

/** The values of a dictionary page, decoded; of the arrays, the one of the column's physical type is filled. */
final class Dictionary {
    final int size;
    final int[] ints;
    final long[] longs;
    final float[] floats;
    final double[] doubles;
    final byte[] texts;
    final int[] starts;
    final int[] lengths;

    Dictionary(Type type, int fixedBytes, byte[] data, int start, int end, int size) {
        this.size = size;
        PlainDecoder plain = new PlainDecoder(type, fixedBytes, data, start, end);
        ints = new int[type == Type.INT32 ? size : 0];
        longs = new long[type == Type.INT64 ? size : 0];
        floats = new float[type == Type.FLOAT ? size : 0];
        doubles = new double[type == Type.DOUBLE ? size : 0];
        boolean isText = type == Type.BYTE_ARRAY || type == Type.FIXED_LEN_BYTE_ARRAY || type == Type.INT96;
        texts = data;
        starts = new int[isText ? size : 0];
        lengths = new int[isText ? size : 0];
        switch (type) {
            case INT32 -> plain.readInts(ints, 0, size);
            case INT64 -> plain.readLongs(longs, 0, size);
            case FLOAT -> plain.readFloats(floats, 0, size);
            case DOUBLE -> plain.readDoubles(doubles, 0, size);
            case BOOLEAN -> throw new DamagedException("a dictionary of BOOLEAN");
            default -> plain.readTexts(starts, lengths, 0, size);
        }
    }
}
