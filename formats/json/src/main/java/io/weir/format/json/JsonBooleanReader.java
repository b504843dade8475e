package io.weir.format.json;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;

/** BOOLEAN: literals, also as texts. */
final class JsonBooleanReader extends JsonValueReader {
    private BooleanColumn column = new BooleanColumn(0);

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (BooleanColumn) column;
    }

    @Override
    int read(byte[] data, int index, int position) {
        int start = data[index] == '"' ? index + 1 : index;
        int end = readLiteral(data, start, position);
        if (end < 0 && JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        if (start != index && end >= 0) {
            return data[end] == '"' ? end + 1 : JsonScanner.GIVE_UP;
        }
        return end;
    }

    private int readLiteral(byte[] data, int index, int position) {
        if (JsonScanner.isTrue(data, index)) {
            column.set(position, true);
            return index + 4;
        } else if (JsonScanner.isFalse(data, index)) {
            column.set(position, false);
            return index + 5;
        }
        return JsonScanner.GIVE_UP;
    }

    @Override
    void setNull(int position) {
        column.setNull(position);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }
}
