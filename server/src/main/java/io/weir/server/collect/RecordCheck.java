package io.weir.server.collect;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.text.Words;
import io.weir.engine.type.Columns;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads a record as the pipeline will, so that what is taken is what the pipeline can read; for one thread at a time.
 */
final class RecordCheck {
    /** Bad records must be found here, whatever the table does with them later. */
    private static final String IGNORE = "ignore-parse-errors";

    private final RowType type;
    private final Decoder decoder;
    private final Batch batch;
    private byte[] copy = new byte[1024];

    RecordCheck(CollectTable table, DecoderFactory format, ZoneId zone) {
        type = table.type();
        Map<String, String> options = new TreeMap<>(table.formatOptions());
        options.remove(IGNORE);
        decoder = format.create(new DecoderRequest(type, options, zone));
        batch = Columns.batch(type, 1);
    }

    /** What is wrong with a record; empty if nothing is. */
    Optional<String> problem(byte[] record) {
        if (copy.length < record.length + Words.PADDING) {
            copy = new byte[2 * record.length + Words.PADDING];
        }
        // A decoder may change what it reads.
        System.arraycopy(record, 0, copy, 0, record.length);
        batch.reset();
        try {
            decoder.decodeRecord(copy, 0, record.length, batch);
        } catch (RecordException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        if (batch.rowCount() != 1) {
            return Optional.of("this gives no row");
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            if (!type.getTypeAt(i).isNullable() && batch.column(i).isNull(0)) {
                return Optional.of("field " + type.getFieldNames().get(i) + " is missing, and the column is NOT NULL");
            }
        }
        return Optional.empty();
    }
}
