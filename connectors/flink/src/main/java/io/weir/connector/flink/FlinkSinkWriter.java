package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowDataConverter;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Hands rows to one of a sink's writers, on the thread of an instance. */
final class FlinkSinkWriter implements SinkWriter {
    private final FlinkSink sink;
    private final SinkRequest request;
    private final int instance;
    private final org.apache.flink.api.connector.sink2.SinkWriter<RowData> writer;
    private final WriterContext context;
    private final RowDataConverter converter;
    private final Row row = new Row();
    private boolean isFinished;

    FlinkSinkWriter(
            FlinkSink sink,
            SinkRequest request,
            int instance,
            org.apache.flink.api.connector.sink2.SinkWriter<RowData> writer,
            WriterContext context) {
        this.sink = sink;
        this.request = request;
        this.instance = instance;
        this.writer = writer;
        this.context = context;
        this.converter = new RowDataConverter(request.type());
    }

    /** What a writer is told of a row beside its fields; SQL gives it no timestamp. */
    private static final class Row implements org.apache.flink.api.connector.sink2.SinkWriter.Context {
        private long watermark;

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    }

    @Override
    public boolean write(Batch batch) {
        try {
            context.runMails();
            for (int i = 0; i < batch.rowCount(); i++) {
                row.watermark = batch.watermark(i);
                writer.write(converter.toRowData(batch, i), row);
            }
            return true;
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public void flush() {
        try {
            context.runMails();
            writer.flush(false);
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        try {
            context.runMails();
            if (!isFinished) {
                writer.flush(false);
            }
            List<byte[]> committables = writer instanceof CommittingSinkWriter<?, ?> committing
                    ? sink.serialize(committing.prepareCommit())
                    : List.of();
            List<byte[]> states =
                    writer instanceof StatefulSinkWriter<?, ?> stateful ? sink.states(stateful, epoch) : List.of();
            return Optional.of(new FlinkPrepared(instance, committables, states).toBytes());
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public void finish() {
        try {
            context.runMails();
            writer.flush(true);
            isFinished = true;
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (Exception e) {
            throw Failures.ofSink(request.table(), e);
        } finally {
            context.close();
        }
    }
}
