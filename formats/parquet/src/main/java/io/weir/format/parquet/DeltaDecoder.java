package io.weir.format.parquet;

/** DELTA_BINARY_PACKED integers. */
final class DeltaDecoder extends ValuesDecoder {
    private final DeltaReader reader;

    DeltaDecoder(byte[] data, int start, int valuesMax) {
        reader = new DeltaReader(data, start, valuesMax);
    }

    @Override
    void skip(int count) {
        for (int i = 0; i < count; i++) {
            reader.next();
        }
    }

    @Override
    void readInts(int[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = (int) reader.next();
        }
    }

    @Override
    void readLongs(long[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = reader.next();
        }
    }
}
