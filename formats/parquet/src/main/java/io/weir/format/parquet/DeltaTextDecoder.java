package io.weir.format.parquet;

import java.util.Arrays;

/** DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY: lengths first, then bytes; with or without common beginnings. */
final class DeltaTextDecoder extends ValuesDecoder {
    private final byte[] texts;
    private final int[] starts;
    private final int[] lengths;
    private int next;

    private DeltaTextDecoder(byte[] texts, int[] starts, int[] lengths) {
        this.texts = texts;
        this.starts = starts;
        this.lengths = lengths;
    }

    /** Texts one behind the other, after their lengths. */
    static DeltaTextDecoder ofLengths(byte[] data, int start, int valuesMax) {
        DeltaReader reader = new DeltaReader(data, start, valuesMax);
        int[] lengths = all(reader);
        int[] starts = new int[lengths.length];
        int at = reader.end();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += lengths[i];
            if (lengths[i] < 0 || at > data.length || at < 0) {
                throw new DamagedException("a value goes beyond its page");
            }
        }
        return new DeltaTextDecoder(data, starts, lengths);
    }

    /** Texts that begin as the one before: the lengths of the beginnings, then the ends. */
    static DeltaTextDecoder ofPrefixes(byte[] data, int start, int valuesMax) {
        DeltaReader reader = new DeltaReader(data, start, valuesMax);
        int[] prefixes = all(reader);
        DeltaTextDecoder ends = ofLengths(data, reader.end(), valuesMax);
        int[] starts = new int[prefixes.length];
        int[] lengths = new int[prefixes.length];
        byte[] texts = new byte[1024];
        int at = 0;
        for (int i = 0; i < prefixes.length; i++) {
            int prefix = prefixes[i];
            if (prefix < 0 || prefix > (i == 0 ? 0 : lengths[i - 1])) {
                throw new DamagedException("a value begins as one that is shorter");
            }
            lengths[i] = prefix + ends.lengths[i];
            starts[i] = at;
            if (at + lengths[i] > texts.length) {
                texts = Arrays.copyOf(texts, Math.max(at + lengths[i], 2 * texts.length));
            }
            System.arraycopy(texts, i == 0 ? 0 : starts[i - 1], texts, at, prefix);
            System.arraycopy(data, ends.starts[i], texts, at + prefix, ends.lengths[i]);
            at += lengths[i];
        }
        return new DeltaTextDecoder(texts, starts, lengths);
    }

    private static int[] all(DeltaReader reader) {
        int[] values = new int[reader.total()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) reader.next();
        }
        return values;
    }

    @Override
    void skip(int count) {
        next += count;
    }

    @Override
    byte[] texts() {
        return texts;
    }

    @Override
    void readTexts(int[] toStarts, int[] toLengths, int at, int count) {
        System.arraycopy(starts, next, toStarts, at, count);
        System.arraycopy(lengths, next, toLengths, at, count);
        next += count;
    }
}
