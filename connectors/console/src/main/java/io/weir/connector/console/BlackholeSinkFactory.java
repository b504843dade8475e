package io.weir.connector.console;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;

/** Makes sinks of {@code 'connector' = 'blackhole'}, which take everything and keep nothing. */
public final class BlackholeSinkFactory implements SinkFactory {
    @Override
    public String identifier() {
        return "blackhole";
    }

    @Override
    public Sink create(SinkRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        options.ignore("sink.parallelism");
        options.rejectUnknown();
        return new BlackholeSink();
    }
}
