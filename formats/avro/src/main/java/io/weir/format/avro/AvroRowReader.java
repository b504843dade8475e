package io.weir.format.avro;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** Reads the fields of a record, or of a nested one: those that are wanted, and passes over the others. */
final class AvroRowReader implements AvroValueReader {
    private static final int UNWANTED = -1;

    private final AvroValueReader[] readers;
    /** For each field that is written the index among those that are wanted. */
    private final int[] wanted;

    AvroRowReader(RowType type, RowType wantedType) {
        List<RowType.RowField> fields = type.getFields();
        readers = new AvroValueReader[fields.size()];
        wanted = new int[fields.size()];
        for (int i = 0; i < readers.length; i++) {
            RowType.RowField field = fields.get(i);
            int index = wantedType.getFieldIndex(field.getName());
            wanted[i] = index < 0 ? UNWANTED : index;
            readers[i] =
                    AvroValueReaders.reader(field.getType(), index < 0 ? field.getType() : wantedType.getTypeAt(index));
        }
    }

    /** Reads a record to a row of a batch. */
    void read(AvroInput in, Batch batch, int row) {
        for (int i = 0; i < readers.length; i++) {
            if (wanted[i] == UNWANTED) {
                readers[i].skip(in);
            } else {
                readers[i].read(in, batch.column(wanted[i]), row);
            }
        }
    }

    @Override
    public void read(AvroInput in, Column column, int position) {
        RowColumn row = (RowColumn) column;
        for (int i = 0; i < readers.length; i++) {
            if (wanted[i] == UNWANTED) {
                readers[i].skip(in);
            } else {
                readers[i].read(in, row.field(wanted[i]), position);
            }
        }
    }

    @Override
    public void skip(AvroInput in) {
        for (AvroValueReader reader : readers) {
            reader.skip(in);
        }
    }
}
