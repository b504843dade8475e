package io.weir.format.json;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;

/** ARRAY. */
final class JsonArrayReader extends JsonValueReader {
    private final JsonRecord record;
    private final JsonValueReader elements;
    private ArrayColumn column = new ArrayColumn(0, new IntColumn(0));

    JsonArrayReader(JsonRecord record, JsonValueReader elements) {
        this.record = record;
        this.elements = elements;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (ArrayColumn) column;
        elements.bind(this.column.elements(), isFresh);
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (data[index] != '[') {
            if (JsonScanner.isNull(data, index)) {
                setNull(position);
                return index + 4;
            }
            return JsonScanner.GIVE_UP;
        }
        boolean isMultiline = record.isMultiline();
        column.begin(position);
        int at = JsonScanner.skipSpace(data, index + 1, isMultiline);
        if (data[at] == ']') {
            return at + 1;
        }
        while (true) {
            int element = column.addElement();
            elements.blank(element);
            at = elements.read(data, at, element);
            if (at < 0) {
                return JsonScanner.GIVE_UP;
            }
            at = JsonScanner.skipSpace(data, at, isMultiline);
            if (data[at] == ']') {
                return at + 1;
            } else if (data[at] != ',') {
                return JsonScanner.GIVE_UP;
            }
            at = JsonScanner.skipSpace(data, at + 1, isMultiline);
        }
    }

    @Override
    void setNull(int position) {
        column.begin(position);
        column.setNull(position);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }

    @Override
    void blank(int position) {
        column.begin(position);
    }
}
