package io.weir.format.parquet;

/** RLE_DICTIONARY: ids of values in the column's dictionary. */
final class DictionaryDecoder extends ValuesDecoder {
    private final Dictionary dictionary;
    private final RleReader ids = new RleReader();
    private int[] scratch = new int[0];

    DictionaryDecoder(Dictionary dictionary, byte[] data, int start, int end) {
        this.dictionary = dictionary;
        ids.set(data, start + 1, end, start < end ? data[start] : 0);
    }

    @Override
    void skip(int count) {
        ids.skip(count);
    }

    private int[] ids(int count) {
        if (scratch.length < count) {
            scratch = new int[count];
        }
        ids.read(scratch, 0, count);
        return scratch;
    }

    @Override
    void readInts(int[] to, int at, int count) {
        int[] chosen = ids(count);
        int[] values = dictionary.ints;
        for (int i = 0; i < count; i++) {
            to[at + i] = values[chosen[i]];
        }
    }

    @Override
    void readLongs(long[] to, int at, int count) {
        int[] chosen = ids(count);
        long[] values = dictionary.longs;
        for (int i = 0; i < count; i++) {
            to[at + i] = values[chosen[i]];
        }
    }

    @Override
    void readFloats(float[] to, int at, int count) {
        int[] chosen = ids(count);
        float[] values = dictionary.floats;
        for (int i = 0; i < count; i++) {
            to[at + i] = values[chosen[i]];
        }
    }

    @Override
    void readDoubles(double[] to, int at, int count) {
        int[] chosen = ids(count);
        double[] values = dictionary.doubles;
        for (int i = 0; i < count; i++) {
            to[at + i] = values[chosen[i]];
        }
    }

    @Override
    byte[] texts() {
        return dictionary.texts;
    }

    @Override
    void readTexts(int[] starts, int[] lengths, int at, int count) {
        int[] chosen = ids(count);
        int[] fromStarts = dictionary.starts;
        int[] fromLengths = dictionary.lengths;
        for (int i = 0; i < count; i++) {
            int id = chosen[i];
            starts[at + i] = fromStarts[id];
            lengths[at + i] = fromLengths[id];
        }
    }
}
