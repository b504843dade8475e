package io.weir.format.json;

import io.weir.engine.text.Words;
import java.util.Arrays;

/**
 * One step through an object: the bytes that stood between two values of an earlier record, from behind the comma to
 * the first byte of the value, and what to do with the value.
 *
 * <p>The bytes were parsed once, so wherever the same bytes stand again they are the same key. If the value was a text
 * and the step can take it, they include its opening quote.
 */
final class JsonStep {
    /** Skip a text whose opening quote belongs to the step. */
    static final int SKIP_TEXT = 0;
    /** Skip a number; or any other value, if it turns out to be one. */
    static final int SKIP_NUMBER = 1;
    /** Skip any value. */
    static final int SKIP = 2;

    static final int READ_TEXT = 3;
    static final int READ_TIMESTAMP = 4;
    static final int READ_INT = 5;
    /** Read a text whose opening quote belongs to the step. */
    static final int READ_QUOTED = 6;
    /** Read any value. */
    static final int READ = 7;

    /** Steps with more bytes are not kept. */
    static final int LENGTH_MAX = 48;

    /** Stands where nothing is read. */
    static final JsonValueReader NO_READER = new JsonNullReader();

    /** A step that never matches, at the end of all steps. */
    static final JsonStep END = bare(SKIP, -1, NO_READER);

    private final long firstWord;
    private final long firstMask;
    private final int length;
    private final int lastOffset;
    private final long lastWord;
    private final long lastMask;
    private final long middleWord;
    private final long[] middleWords;
    private final int action;
    private final int field;
    private final JsonValueReader reader;

    private JsonStep(
            long firstWord, long firstMask, int length, long[] words, int action, int field, JsonValueReader reader) {
        this.firstWord = firstWord;
        this.firstMask = firstMask;
        this.length = length;
        this.action = action;
        this.field = field;
        this.reader = reader;
        boolean isLong = length > 8;
        lastOffset = isLong ? length - 8 : 0;
        lastWord = isLong ? words[words.length - 1] : firstWord;
        lastMask = isLong ? -1L : firstMask;
        middleWord = words.length > 1 ? words[0] : 0;
        middleWords = words.length > 1 ? Arrays.copyOf(words, words.length - 1) : new long[0];
    }

    /** Makes a step that matches nothing and only says what to do: its mask leaves out a bit that its word has. */
    static JsonStep bare(int action, int field, JsonValueReader reader) {
        return new JsonStep(1, 0, 0, new long[0], action, field, reader);
    }

    /** Makes a step of the bytes from start to end. */
    static JsonStep of(byte[] data, int start, int end, int action, int field, JsonValueReader reader) {
        int length = end - start;
        long mask = length >= 8 ? -1L : (1L << (length * Byte.SIZE)) - 1;
        int wordsBetween = length > 16 ? (length - 9) / 8 : 0;
        long[] words = new long[wordsBetween + 1];
        for (int i = 0; i < wordsBetween; i++) {
            words[i] = Words.get(data, start + 8 + 8 * i);
        }
        words[wordsBetween] = length > 8 ? Words.get(data, end - 8) : 0;
        return new JsonStep(Words.get(data, start) & mask, mask, length, words, action, field, reader);
    }

    /** True if the bytes at the index are those of this step. */
    boolean matches(byte[] data, int index) {
        long difference = ((Words.get(data, index) & firstMask) ^ firstWord)
                | ((Words.get(data, index + lastOffset) & lastMask) ^ lastWord);
        return difference == 0 && (length <= 16 || middleMatches(data, index + 8));
    }

    private boolean middleMatches(byte[] data, int index) {
        return Words.get(data, index) == middleWord && (length <= 24 || restMatches(data, index));
    }

    private boolean restMatches(byte[] data, int index) {
        long difference = 0;
        for (int i = 1; i < middleWords.length; i++) {
            difference |= Words.get(data, index + 8 * i) ^ middleWords[i];
        }
        return difference == 0;
    }

    /** True if the bytes include the opening quote of the value. */
    static boolean includesQuote(int action) {
        return action == SKIP_TEXT || action == READ_TEXT || action == READ_TIMESTAMP || action == READ_QUOTED;
    }

    int length() {
        return length;
    }

    int action() {
        return action;
    }

    /** The number of the field that the value belongs to, or -1 if it is skipped. */
    int field() {
        return field;
    }

    /** What reads the value, if the action says to read. */
    JsonValueReader reader() {
        return reader;
    }
}
