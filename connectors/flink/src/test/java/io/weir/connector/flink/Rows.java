package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** Rows of an id and a name. */
final class Rows {
    private static final int BATCH_ROWS = 70;

    private Rows() {}

    /** Writes rows with ids from 0, in batches, to all writers in turn, and commits. */
    static void write(Sink sink, RowType type, int parallelism, int count) {
        List<SinkWriter> writers = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            writers.add(sink.createWriter(i));
        }
        Batch batch = Columns.batch(type, BATCH_ROWS);
        RowDataAppender appender = new RowDataAppender(type);
        for (int from = 0; from < count; from += BATCH_ROWS) {
            batch.reset();
            for (int id = from; id < Math.min(count, from + BATCH_ROWS); id++) {
                appender.append(GenericRowData.of(id, StringData.fromString("name " + id)), batch);
            }
            SinkWriter writer = writers.get(from / BATCH_ROWS % parallelism);
            while (!writer.write(batch)) {
                Thread.onSpinWait();
            }
            writer.flush();
        }
        writers.forEach(SinkWriter::finish);
        sink.commit(
                1,
                writers.stream()
                        .map(writer -> writer.prepare(1).orElseThrow())
                        .filter(prepared -> prepared.length > 0)
                        .toList());
        writers.forEach(SinkWriter::close);
    }
}
