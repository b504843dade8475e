package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;

/** The type NULL: nulls only. */
final class JsonNullReader extends JsonValueReader {
    private Column column = new IntColumn(0);

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = column;
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (!JsonScanner.isNull(data, index)) {
            return JsonScanner.GIVE_UP;
        }
        setNull(position);
        return index + 4;
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
