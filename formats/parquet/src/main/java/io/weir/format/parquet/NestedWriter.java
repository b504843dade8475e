package io.weir.format.parquet;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.util.List;

/** Writes lists, maps and rows. */
final class NestedWriter {
    private NestedWriter() {}

    /** A group of fields; {@code own} is 1 if it may be NULL, otherwise 0, as in all of these. */
    record Row(List<FieldWriter> fields, int own) implements FieldWriter {
        @Override
        public void write(Column column, int position, int repetition, int definition) throws IOException {
            if (column.isNull(position)) {
                writeMissing(repetition, definition);
                return;
            }
            RowColumn row = (RowColumn) column;
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(row.field(i), position, repetition, definition + own);
            }
        }

        @Override
        public void writeMissing(int repetition, int definition) throws IOException {
            for (FieldWriter field : fields) {
                field.writeMissing(repetition, definition);
            }
        }
    }

    /** A list; {@code level} is the repetition level of its elements after the first. */
    record Array(FieldWriter element, int own, int level) implements FieldWriter {
        @Override
        public void write(Column column, int position, int repetition, int definition) throws IOException {
            if (column.isNull(position)) {
                element.writeMissing(repetition, definition);
                return;
            }
            ArrayColumn array = (ArrayColumn) column;
            int start = array.start(position);
            int length = array.length(position);
            if (length == 0) {
                element.writeMissing(repetition, definition + own);
            }
            for (int i = 0; i < length; i++) {
                element.write(array.elements(), start + i, i == 0 ? repetition : level, definition + own + 1);
            }
        }

        @Override
        public void writeMissing(int repetition, int definition) throws IOException {
            element.writeMissing(repetition, definition);
        }
    }

    /** A map, as a list of keys and values. */
    record Map(String name, FieldWriter key, FieldWriter value, int own, int level) implements FieldWriter {
        @Override
        public void write(Column column, int position, int repetition, int definition) throws IOException {
            if (column.isNull(position)) {
                writeMissing(repetition, definition);
                return;
            }
            MapColumn map = (MapColumn) column;
            int start = map.start(position);
            int length = map.length(position);
            if (length == 0) {
                writeMissing(repetition, definition + own);
            }
            for (int i = 0; i < length; i++) {
                if (map.keys().isNull(start + i)) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "a key is NULL, which parquet cannot hold",
                            "column " + name,
                            "Leave such entries out",
                            null);
                }
                int itsRepetition = i == 0 ? repetition : level;
                key.write(map.keys(), start + i, itsRepetition, definition + own + 1);
                value.write(map.values(), start + i, itsRepetition, definition + own + 1);
            }
        }

        @Override
        public void writeMissing(int repetition, int definition) throws IOException {
            key.writeMissing(repetition, definition);
            value.writeMissing(repetition, definition);
        }
    }
}
