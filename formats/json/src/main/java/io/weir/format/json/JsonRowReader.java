package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects into the columns of a row's fields: the record itself, or a nested ROW.
 *
 * <p>It expects that an object goes on as earlier ones did. What stood between two values is remembered as a
 * {@link JsonStep}; when the same bytes follow, the key needs no reading and no looking up. Otherwise one of the next
 * steps may fit (a field was left out), or else the key is read and becomes a step of its own. Nothing depends on a
 * guess: a wrong one costs time only.
 */
final class JsonRowReader extends JsonValueReader {
    /** Steps beyond this number start anew, for objects that have no order or are maps in truth. */
    private static final int STEPS_MAX = 256;
    /** How many steps are tried before the key is read. */
    private static final int STEPS_AHEAD = 8;
    /** How many steps may be learned in a row; every object gives a little back, so that learning never dominates. */
    private static final int CREDIT_MAX = 1024;

    private static final int OBJECTS_PER_CREDIT = 16;

    private final JsonRecord record;
    private final JsonValueReader[] readers;
    private final Map<Key, Integer> fields = new HashMap<>();
    private final Key lookup = new Key(new byte[0], 0, 0);
    private final boolean readsEverything;
    private final boolean needsEverything;
    private final JsonStep[] bareSkips; // by action, for steps that are not kept
    private final JsonStep[] bareReads; // by field, first those for values without quotes
    private final int[] seen; // number of the object in which a field was seen last
    private int object;
    private JsonStep[] steps = {JsonStep.END};
    private int stepCount;
    private boolean areStepsMultiline; // whether the steps may have line feeds
    private int nextStep; // after find(): the step to expect next
    private int valueIndex; // after find(): where the value starts
    private int credit = CREDIT_MAX;
    private @Nullable RowColumn column;

    /**
     * Makes the reader.
     *
     * @param names the fields' names
     * @param readers what reads their values
     * @param readsEverything true if a field counts wherever it stands; false if the rest of an object is only skipped
     *     once as many values were read as there are fields
     * @param needsEverything true if no field may be missing
     */
    JsonRowReader(
            JsonRecord record,
            List<String> names,
            JsonValueReader[] readers,
            boolean readsEverything,
            boolean needsEverything) {
        this.record = record;
        this.readers = readers;
        this.readsEverything = readsEverything;
        this.needsEverything = needsEverything;
        for (int i = 0; i < readers.length; i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            fields.put(new Key(name, 0, name.length), i);
        }
        seen = new int[readers.length];
        bareSkips = new JsonStep[] {
            JsonStep.bare(JsonStep.SKIP_TEXT, -1, JsonStep.NO_READER),
            JsonStep.bare(JsonStep.SKIP_NUMBER, -1, JsonStep.NO_READER),
            JsonStep.bare(JsonStep.SKIP, -1, JsonStep.NO_READER)
        };
        bareReads = new JsonStep[2 * readers.length];
        for (int i = 0; i < readers.length; i++) {
            bareReads[i] = JsonStep.bare(readers[i].action(false), i, readers[i]);
            bareReads[readers.length + i] = JsonStep.bare(readers[i].action(true), i, readers[i]);
        }
    }

    @Override
    void bind(Column column, boolean isFresh) {
        RowColumn row = (RowColumn) column;
        this.column = row;
        for (int i = 0; i < readers.length; i++) {
            readers[i].bind(row.field(i), isFresh);
        }
    }

    /** Binds the reader of one field; for the record itself, whose fields are the columns of a batch. */
    void bindField(int field, Column column, boolean isFresh) {
        readers[field].bind(column, isFresh);
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (data[index] == '{') {
            return readObject(data, index + 1, position);
        } else if (JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return JsonScanner.GIVE_UP;
    }

    /** Reads the object whose opening brace stands just before the index. */
    int readObject(byte[] data, int index, int position) {
        if (record.isMultiline() != areStepsMultiline) {
            forgetSteps();
        }
        int missing = readers.length;
        int number = ++object;
        int at = index;
        int expected = 0;
        if (data[at] == '}') {
            return finish(at + 1, position, missing);
        }
        while (true) {
            JsonStep step = steps[expected++];
            if (step.matches(data, at)) {
                at += step.length();
            } else {
                step = find(data, at, expected - 1);
                if (step == null) {
                    return JsonScanner.GIVE_UP;
                }
                expected = nextStep;
                at = valueIndex;
            }
            int field = step.field();
            if (field < 0) {
                at = skip(step, data, at);
            } else if (seen[field] != number) {
                seen[field] = number;
                missing--;
                at = read(step, data, at, position);
            } else if (missing == 0 && !readsEverything) {
                at = skipField(step, data, at);
            } else {
                return JsonScanner.GIVE_UP;
            }
            if (at < 0) {
                return JsonScanner.GIVE_UP;
            }
            byte c = data[at++];
            if (c != ',') {
                if (c != '}') {
                    at = JsonScanner.skipSpace(data, at - 1, record.isMultiline());
                    c = data[at++];
                }
                if (c == '}') {
                    return finish(at, position, missing);
                } else if (c != ',') {
                    return JsonScanner.GIVE_UP;
                }
            }
        }
    }

    private int skip(JsonStep step, byte[] data, int index) {
        int action = step.action();
        if (action == JsonStep.SKIP_TEXT) {
            return JsonScanner.skipText(data, index);
        } else if (action == JsonStep.SKIP_NUMBER) {
            int end = JsonScanner.numberEnd(data, index);
            if (end >= 0) {
                return end;
            }
        }
        return JsonScanner.skipValue(data, index, record.isMultiline());
    }

    private static int read(JsonStep step, byte[] data, int index, int position) {
        JsonValueReader reader = step.reader();
        return switch (step.action()) {
            case JsonStep.READ_TEXT -> ((JsonTextReader) reader).readQuoted(data, index, position);
            case JsonStep.READ_TIMESTAMP -> ((JsonTimestampReader) reader).readQuoted(data, index, position);
            case JsonStep.READ_INT -> ((JsonIntReader) reader).read(data, index, position);
            case JsonStep.READ_QUOTED -> reader.readQuoted(data, index, position);
            default -> reader.read(data, index, position);
        };
    }

    /** Skips the value of a field that was read already. */
    private int skipField(JsonStep step, byte[] data, int index) {
        return JsonStep.includesQuote(step.action())
                ? JsonScanner.skipText(data, index)
                : JsonScanner.skipValue(data, index, record.isMultiline());
    }

    private int finish(int end, int position, int missing) {
        if (missing > 0) {
            if (needsEverything) {
                return JsonScanner.GIVE_UP;
            }
            for (int i = 0; i < readers.length; i++) {
                if (seen[i] != object) {
                    readers[i].setNull(position);
                }
            }
        }
        if ((object & (OBJECTS_PER_CREDIT - 1)) == 0 && credit < CREDIT_MAX) {
            credit++;
        }
        return end;
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    /** The step that the bytes at the index make, which is not the one that was expected; null to give up. */
    private @Nullable JsonStep find(byte[] data, int index, int expected) {
        int last = Math.min(expected + STEPS_AHEAD, stepCount - 1);
        for (int i = expected + 1; i <= last; i++) {
            if (steps[i].matches(data, index)) {
                nextStep = i + 1;
                valueIndex = index + steps[i].length();
                return steps[i];
            }
        }
        return readKey(data, index, expected);
    }

    private @Nullable JsonStep readKey(byte[] data, int index, int expected) {
        boolean isMultiline = record.isMultiline();
        int at = JsonScanner.skipSpace(data, index, isMultiline);
        int end = data[at] == '"' ? JsonScanner.keyEnd(data, at + 1) : JsonScanner.GIVE_UP;
        int value = end < 0 ? JsonScanner.GIVE_UP : JsonScanner.valueStart(data, end + 1, isMultiline);
        if (value < 0) {
            return null;
        }
        Integer found = fields.get(lookup.set(data, at + 1, end));
        int field = found == null ? -1 : found;
        boolean isQuoted = data[value] == '"';
        int action = field < 0 ? skipAction(data[value]) : readers[field].action(isQuoted);
        valueIndex = JsonStep.includesQuote(action) ? value + 1 : value;
        boolean isKept = credit > 0 && valueIndex - index <= JsonStep.LENGTH_MAX;
        if (!isKept) {
            nextStep = expected;
            return field < 0 ? bareSkips[action] : bareReads[isQuoted ? readers.length + field : field];
        }
        JsonValueReader reader = field < 0 ? JsonStep.NO_READER : readers[field];
        JsonStep step = JsonStep.of(data, index, valueIndex, action, field, reader);
        learn(step, expected);
        return step;
    }

    private static int skipAction(byte first) {
        if (first == '"') {
            return JsonStep.SKIP_TEXT;
        }
        return first == '-' || (first >= '0' && first <= '9') ? JsonStep.SKIP_NUMBER : JsonStep.SKIP;
    }

    /** Puts the step before the expected one. */
    private void learn(JsonStep step, int expected) {
        credit--;
        if (stepCount == STEPS_MAX) {
            forgetSteps();
            nextStep = 0;
            return;
        }
        JsonStep[] longer = new JsonStep[stepCount + 2];
        System.arraycopy(steps, 0, longer, 0, expected);
        longer[expected] = step;
        System.arraycopy(steps, expected, longer, expected + 1, stepCount + 1 - expected);
        steps = longer;
        stepCount++;
        nextStep = expected + 1;
    }

    /** Starts anew; also because bytes with a line feed must not match across the lines of another buffer. */
    private void forgetSteps() {
        stepCount = 0;
        steps = new JsonStep[] {JsonStep.END};
        areStepsMultiline = record.isMultiline();
    }

    // ---- nulls -----------------------------------------------------------------------------------------------------

    @Override
    void setNull(int position) {
        if (column != null) {
            column.setNull(position);
        }
        for (JsonValueReader reader : readers) {
            reader.setNull(position);
        }
    }

    @Override
    void clear(int position) {
        if (column != null) {
            column.setNotNull(position);
        }
        for (JsonValueReader reader : readers) {
            reader.clear(position);
        }
    }

    /** Forgets what an abandoned record may have left in the columns of a batch. */
    void clearFields(int position) {
        for (JsonValueReader reader : readers) {
            reader.clear(position);
        }
    }

    @Override
    void blank(int position) {
        for (JsonValueReader reader : readers) {
            reader.blank(position);
        }
    }

    /** The bytes of a key; one instance is reused for looking up. */
    private static final class Key {
        private byte[] bytes;
        private int start;
        private int end;

        Key(byte[] bytes, int start, int end) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
        }

        Key set(byte[] newBytes, int newStart, int newEnd) {
            bytes = newBytes;
            start = newStart;
            end = newEnd;
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, start, end, key.bytes, key.start, key.end);
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = start; i < end; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }
}
