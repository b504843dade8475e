package io.weir.cli.size;

import io.weir.connector.console.BlackholeSink;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;

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
        return new BlackholeSink();
    }
}
