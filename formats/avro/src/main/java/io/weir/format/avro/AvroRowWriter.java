package io.weir.format.avro;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Writes the fields of a row: the record itself, or a nested one. */
final class AvroRowWriter implements AvroValueWriter {
    private final List<String> names;
    private final AvroValueWriter[] writers;
    private final boolean[] areNullable;

    AvroRowWriter(RowType type) {
        names = type.getFieldNames();
        List<LogicalType> types = type.getChildren();
        writers = new AvroValueWriter[types.size()];
        areNullable = new boolean[types.size()];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = AvroValueWriters.writer(types.get(i));
            areNullable[i] = types.get(i).isNullable();
        }
    }

    /** Writes a row of a batch. */
    void write(Batch batch, int row, ByteSink out) {
        int length = out.length();
        try {
            for (int i = 0; i < writers.length; i++) {
                writeField(i, batch.column(i), row, out);
            }
        } catch (RuntimeException e) {
            out.truncate(length);
            throw e;
        }
    }

    @Override
    public void write(Column column, int position, ByteSink out) {
        RowColumn row = (RowColumn) column;
        for (int i = 0; i < writers.length; i++) {
            writeField(i, row.field(i), position, out);
        }
    }

    private void writeField(int field, Column column, int position, ByteSink out) {
        write(writers[field], areNullable[field], names.get(field), column, position, out);
    }

    /** Writes a value, with what says whether it is null if it may be. */
    static void write(
            AvroValueWriter writer, boolean isNullable, String name, Column column, int position, ByteSink out) {
        boolean isNull = column.isNull(position);
        if (isNullable) {
            out.append((byte) (isNull ? 0 : 2)); // zigzag form of the branches 0 and 1
        } else if (isNull) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "a null cannot be written as NOT NULL",
                    "format avro, field " + name,
                    "Declare the column without NOT NULL, or filter such rows",
                    null);
        }
        if (!isNull) {
            writer.write(column, position, out);
        }
    }
}
