package io.weir.connector.console;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;

/**
 * Makes the sink of a SELECT: {@code 'connector' = 'result'}. Not a service: whoever runs the SELECT makes one for the
 * consumer that is to get the rows, and hands it to the engine.
 */
public final class ResultSinkFactory implements SinkFactory {
    /** The connector's name. */
    public static final String IDENTIFIER = "result";

    private final ResultConsumer consumer;

    public ResultSinkFactory(ResultConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public String identifier() {
        return IDENTIFIER;
    }

    @Override
    public Sink create(SinkRequest request) {
        return new ResultSink(request, consumer);
    }
}
