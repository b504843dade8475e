package io.weir.cli.size;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;

/** Takes the place of a connector's sink, so that nothing is written. */
final class DiscardSinkFactory implements SinkFactory {
    private final String identifier;

    DiscardSinkFactory(String identifier) {
        this.identifier = identifier;
    }

    @Override
    public String identifier() {
        return identifier;
    }

    @Override
    public Sink create(SinkRequest request) {
        return new DiscardSink();
    }

    private static final class DiscardSink implements Sink {
        @Override
        public SinkWriter createWriter(int instance) {
            return new DiscardSinkWriter();
        }

        @Override
        public void close() {}
    }

    private static final class DiscardSinkWriter implements SinkWriter {
        @Override
        public boolean write(Batch batch) {
            return true;
        }

        @Override
        public void flush() {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }
}
