package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import java.util.List;

/** Hands the batches of all writers to one consumer, one after the other. */
final class ResultSink implements Sink {
    private final SinkRequest request;
    private final ResultConsumer consumer;
    private boolean opened;

    ResultSink(SinkRequest request, ResultConsumer consumer) {
        this.request = request;
        this.consumer = consumer;
    }

    @Override
    public synchronized SinkWriter createWriter(int instance) {
        if (!opened) {
            opened = true;
            consumer.open(request);
        }
        return new Writer();
    }

    private synchronized void accept(Batch batch) {
        consumer.accept(batch);
    }

    private synchronized void flush() {
        consumer.flush();
    }

    @Override
    public synchronized void commit(long epoch, List<byte[]> prepared) {
        consumer.finish();
    }

    @Override
    public synchronized void close() {
        if (opened) {
            opened = false;
            consumer.close();
        }
    }

    private final class Writer implements SinkWriter {
        @Override
        public boolean write(Batch batch) {
            accept(batch);
            return true;
        }

        @Override
        public void flush() {
            ResultSink.this.flush();
        }

        @Override
        public void finish() {
            ResultSink.this.flush();
        }

        @Override
        public void close() {}
    }
}
