package io.weir.testing.kit;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** What the engine does with writers, again and again until they can, for tests of one sink. */
public final class SinkCalls {
    private static final long LIMIT_SECONDS = 60;

    private SinkCalls() {}

    /** A row in Flink's internal form, but for texts, which may be strings. */
    public static GenericRowData row(RowKind kind, Object... values) {
        GenericRowData row = GenericRowData.ofKind(kind, values);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text) {
                row.setField(i, StringData.fromString(text));
            }
        }
        return row;
    }

    /** The rows, one after the other. */
    public static Batch batch(RowType type, List<? extends RowData> rows) {
        Batch batch = Columns.batch(type, rows.size());
        RowDataAppender appender = new RowDataAppender(type);
        for (RowData row : rows) {
            appender.append(row, batch);
        }
        return batch;
    }

    /** Writes, when the writer takes it. */
    public static void write(SinkWriter writer, Batch batch) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!writer.write(batch)) {
            checkTime(end);
        }
    }

    /** Ends an epoch of some writers; gives what of it has to be saved. */
    public static List<byte[]> prepare(long epoch, SinkWriter... writers) {
        List<byte[]> prepared = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        for (SinkWriter writer : writers) {
            Optional<byte[]> bytes = writer.prepare(epoch);
            while (bytes.isEmpty()) {
                checkTime(end);
                bytes = writer.prepare(epoch);
            }
            if (bytes.get().length > 0) {
                prepared.add(bytes.get());
            }
        }
        return prepared;
    }

    private static void checkTime(long end) {
        if (System.nanoTime() > end) {
            throw new AssertionError("nothing happened within " + LIMIT_SECONDS + " s");
        }
        Thread.onSpinWait();
    }
}
