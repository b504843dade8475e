package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.engine.text.DoubleText;

/** FLOAT and DOUBLE: numbers, also as texts. */
final class JsonDoubleReader extends JsonValueReader {
    private final boolean isFloat;
    private final boolean isTree;
    private DoubleColumn doubles = new DoubleColumn(0);
    private FloatColumn floats = new FloatColumn(0);
    private final DoubleText text = new DoubleText();

    /**
     * Makes the reader.
     *
     * @param isFloat true for FLOAT, false for DOUBLE
     * @param isTree true if numbers go through a tree of nodes first, which may change a zero's sign and a float's last
     *     bit
     */
    JsonDoubleReader(boolean isFloat, boolean isTree) {
        this.isFloat = isFloat;
        this.isTree = isTree;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        if (isFloat) {
            floats = (FloatColumn) column;
        } else {
            doubles = (DoubleColumn) column;
        }
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = readNumber(data, index, position);
        return end >= 0 && data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
    }

    @Override
    int read(byte[] data, int index, int position) {
        byte c = data[index];
        if (c == '"') {
            return readQuoted(data, index + 1, position);
        } else if (c == 'n' && JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return readNumber(data, index, position);
    }

    private int readNumber(byte[] data, int index, int position) {
        int end = JsonScanner.numberEnd(data, index);
        if (end < 0) {
            return JsonScanner.GIVE_UP;
        }
        if (isFloat) {
            if (isTree) {
                return JsonScanner.GIVE_UP;
            }
            floats.set(position, text.readFloat(data, index, end));
        } else {
            double value = text.readDouble(data, index, end);
            if (isTree && value == 0 && data[index] == '-') {
                return JsonScanner.GIVE_UP;
            }
            doubles.set(position, value);
        }
        return end;
    }

    @Override
    void setNull(int position) {
        (isFloat ? floats : doubles).setNull(position);
    }

    @Override
    void clear(int position) {
        (isFloat ? floats : doubles).setNotNull(position);
    }
}
