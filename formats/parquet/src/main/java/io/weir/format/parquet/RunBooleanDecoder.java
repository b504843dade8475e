package io.weir.format.parquet;

/** RLE: BOOLEAN values as runs, behind their length in bytes. */
final class RunBooleanDecoder extends ValuesDecoder {
    private final RleReader reader = new RleReader();
    private boolean[] absent = new boolean[0];

    RunBooleanDecoder(byte[] data, int start, int end) {
        reader.set(data, start + Integer.BYTES, end, 1);
    }

    @Override
    void skip(int count) {
        reader.skip(count);
    }

    @Override
    void readBooleans(boolean[] to, int at, int count) {
        if (absent.length < count) {
            absent = new boolean[count];
        }
        reader.readAbsence(absent, count, 0);
        System.arraycopy(absent, 0, to, at, count);
    }
}
