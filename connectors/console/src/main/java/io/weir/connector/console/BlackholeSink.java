package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;

/** Takes rows and forgets them. */
public final class BlackholeSink implements Sink {
    @Override
    public SinkWriter createWriter(int instance) {
        return new Writer();
    }

    /** Nothing is visible, however often it is written. */
    @Override
    public SinkGuarantee guarantee() {
        return SinkGuarantee.IDEMPOTENT;
    }

    @Override
    public void close() {}

    private static final class Writer implements SinkWriter {
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
