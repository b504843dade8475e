package io.weir.connector.console;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowConverter;

/**
 * Prints rows; with more than one writer, each line begins with the writer's number, counted from 1.
 *
 * <p><b>Epochs.</b> Rows are printed at once, and those of an epoch are handed to the system before it is decided. What
 * is printed cannot be taken back: after a failure rows may be printed again.
 */
final class PrintSink implements Sink {
    private final SinkRequest request;
    private final String identifier;
    private final LineOutput output;

    PrintSink(SinkRequest request, String identifier, LineOutput output) {
        this.request = request;
        this.identifier = identifier;
        this.output = output;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new PrintSinkWriter(new RowConverter(request.type()), prefix(instance), output);
    }

    private String prefix(int instance) {
        String prefix = identifier;
        if (request.parallelism() > 1) {
            prefix += (prefix.isEmpty() ? "" : ":") + (instance + 1);
        }
        return prefix.isEmpty() ? "" : prefix + "> ";
    }

    @Override
    public void close() {}
}
