package io.weir.benchmarks.limit;

import java.util.List;

/**
 * What a row is expected to look like: the texts between its values, and what is done with each value.
 *
 * <p>The text before a value holds everything from the end of the value before it: that one's closing quote, the comma,
 * the whole key, the colon and the opening quote. So comparing it settles at once that the value before has ended where
 * it was thought to end, that the key is the expected one, and that the value is a string or is none.
 *
 * <p>All of it is in one array of words, {@link #WORDS_PER_FIELD} for a field: the text's length in the low half and
 * the field's role in the high half of the first, then the text's first word, its last word (they overlap if the text
 * is shorter than 16 bytes) and, if it is longer than 16, its second word.
 */
final class RowLayout {
    static final int WORDS_PER_FIELD = 4;

    static final int SKIP_STRING = 0;
    static final int SKIP_DIGITS = 1;
    static final int PAGE = 2;
    static final int TIME = 3;
    static final int LOAD_TIME = 4;
    static final int USER_ID = 5;

    /** A text of another length is not expected: rows that hold one are read in the slow way. */
    static final int TEXT_BYTES_MIN = 8;

    static final int TEXT_BYTES_MAX = 24;

    /** Expects nothing, so that the first row is read in the slow way. */
    static final RowLayout NONE = new RowLayout(new long[0], 0, 0);

    private final long[] fields;
    private final int endBytes;
    private final long end;

    private RowLayout(long[] fields, int endBytes, long end) {
        this.fields = fields;
        this.endBytes = endBytes;
        this.end = end;
    }

    /** One value of a row: where its text ends and what it is for. */
    record Field(int textFrom, int textTo, int role) {}

    /** Learns from a row that has been read; {@code endFrom} is where the text after the last value begins. */
    static RowLayout of(byte[] bytes, List<Field> fields, int endFrom, int endTo) {
        long[] words = new long[fields.size() * WORDS_PER_FIELD];
        int at = 0;
        for (Field field : fields) {
            int length = field.textTo() - field.textFrom();
            if (length < TEXT_BYTES_MIN || length > TEXT_BYTES_MAX) {
                return NONE;
            }
            words[at] = length | (long) field.role() << 32;
            words[at + 1] = Words.word(bytes, field.textFrom());
            words[at + 2] = Words.word(bytes, field.textTo() - 8);
            words[at + 3] = length > 16 ? Words.word(bytes, field.textFrom() + 8) : 0;
            at += WORDS_PER_FIELD;
        }
        int endBytes = endTo - endFrom;
        return endBytes < 8
                ? new RowLayout(words, endBytes, Words.firstBytes(Words.word(bytes, endFrom), endBytes))
                : NONE;
    }

    long[] fields() {
        return fields;
    }

    int endBytes() {
        return endBytes;
    }

    /** The text after the last value, line end included. */
    long end() {
        return end;
    }
}
