package io.weir.format.avro;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.plan.NotNativeException;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records of the schema that the table's columns come to, straight from their bytes into the columns that are
 * wanted. Records in Avro's JSON are turned into the binary encoding first.
 *
 * <p><b>Failure.</b> A record that ends too early or holds an impossible value throws {@link RecordException}. Avro's
 * records do not say what they are: one that was written with another schema may also be read as nonsense.
 */
final class AvroDecoder implements Decoder {
    private final AvroRowReader reader;
    private final @Nullable AvroJson json;
    private final AvroInput input = new AvroInput();

    AvroDecoder(RowType recordType, RowType wanted, AvroOptions options) {
        reader = new AvroRowReader(recordType, wanted);
        AvroJson made = new AvroJson(AvroSchemas.of(recordType, options));
        json = options.isJson() ? made : null;
    }

    @Override
    public void decodeLines(byte[] data, int start, int end, Batch batch) {
        throw new NotNativeException("Avro's records in lines");
    }

    @Override
    public void decodeRecord(byte[] data, int start, int end, Batch batch) {
        int row = batch.rowCount();
        batch.ensureCapacity(row + 1);
        try {
            if (json == null) {
                if (row == 0) {
                    view(batch, data);
                }
                input.begin(data, start, end);
            } else {
                byte[] binary = json.toBinary(data, start, end);
                input.begin(binary, 0, binary.length);
            }
            reader.read(input, batch, row);
        } catch (AvroFailure e) {
            clear(batch, row);
            throw RecordException.unskippable(start, String.valueOf(e.getMessage()));
        }
        batch.setRowCount(row + 1);
    }

    /** Lets texts stay where they are. */
    private static void view(Batch batch, byte[] data) {
        for (int i = 0; i < batch.columnCount(); i++) {
            view(batch.column(i), data);
        }
    }

    private static void view(Column column, byte[] data) {
        if (column instanceof BytesColumn bytes) {
            bytes.view(data);
        } else if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                view(row.field(i), data);
            }
        }
    }

    /** Takes back the nulls of a record that was abandoned. */
    private static void clear(Batch batch, int row) {
        for (int i = 0; i < batch.columnCount(); i++) {
            clear(batch.column(i), row);
        }
    }

    private static void clear(Column column, int row) {
        column.setNotNull(row);
        if (column instanceof RowColumn nested) {
            for (int i = 0; i < nested.fieldCount(); i++) {
                clear(nested.field(i), row);
            }
        }
    }

    @Override
    public long skippedRecords() {
        return 0;
    }
}
