package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;

/** CHAR and VARCHAR: texts as they are; numbers and booleans by their characters. */
final class JsonTextReader extends JsonValueReader {
    private final JsonRecord record;
    private final boolean isTree;
    private BytesColumn column = new BytesColumn(0);

    /**
     * Makes the reader.
     *
     * @param isTree true if numbers are to be written anew rather than taken by their characters
     */
    JsonTextReader(JsonRecord record, boolean isTree) {
        this.record = record;
        this.isTree = isTree;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (BytesColumn) column;
        if (isFresh) {
            this.column.view(record.target());
        }
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_TEXT : JsonStep.READ;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = JsonScanner.plainTextEnd(data, index);
        if (end < 0 || end - index > JsonScanner.TEXT_LENGTH_MAX) {
            return readRichText(data, index, ~end, position);
        }
        record.setText(column, position, data, index, end - index);
        return end + 1;
    }

    private int readRichText(byte[] data, int start, int index, int position) {
        int end = index < 0 ? JsonScanner.GIVE_UP : JsonScanner.textEnd(data, index);
        if (end < 0 || end - start > JsonScanner.TEXT_LENGTH_MAX) {
            return JsonScanner.GIVE_UP;
        }
        if (hasEscape(data, index, end)) {
            record.setEscapedText(column, position, data, start, end - start);
        } else {
            record.setText(column, position, data, start, end - start);
        }
        return end + 1;
    }

    private static boolean hasEscape(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    @Override
    int read(byte[] data, int index, int position) {
        byte c = data[index];
        if (c == '"') {
            return readQuoted(data, index + 1, position);
        } else if (JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        int end = scalarEnd(data, index);
        if (end >= 0) {
            record.setText(column, position, data, index, end - index);
        }
        return end;
    }

    private int scalarEnd(byte[] data, int index) {
        if (JsonScanner.isTrue(data, index)) {
            return index + 4;
        } else if (JsonScanner.isFalse(data, index)) {
            return index + 5;
        } else if (data[index] != '-' && (data[index] < '0' || data[index] > '9')) {
            return JsonScanner.GIVE_UP;
        }
        return isTree && JsonScanner.digitsEnd(data, index) == index ? JsonScanner.GIVE_UP : numberEnd(data, index);
    }

    private int numberEnd(byte[] data, int index) {
        int end = JsonScanner.numberEnd(data, index);
        return isTree && end > JsonScanner.digitsEnd(data, index) ? JsonScanner.GIVE_UP : end;
    }

    @Override
    void setNull(int position) {
        column.setNull(position);
        column.setView(position, 0, 0);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }

    @Override
    void blank(int position) {
        column.setView(position, 0, 0);
    }
}
