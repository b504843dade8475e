package io.weir.connector.console;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.NotNativeException;

/** Makes sinks of {@code 'connector' = 'print'}: each row as a line of standard output or error, as Flink prints it. */
public final class PrintSinkFactory implements SinkFactory {
    private final StandardStreams streams;

    /** For the service loader: prints to the streams of the process. */
    public PrintSinkFactory() {
        this(StandardStreams.SYSTEM);
    }

    public PrintSinkFactory(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public String identifier() {
        return "print";
    }

    @Override
    public Sink create(SinkRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        String identifier = options.text("print-identifier", "");
        boolean toError = options.flag("standard-error", false);
        options.ignore("sink.parallelism");
        options.rejectUnknown();
        if (!request.partitionKeys().isEmpty()) {
            throw new NotNativeException("PARTITIONED BY of print table " + request.table());
        }
        LineOutput output = toError
                ? new LineOutput(streams.error(), "standard error")
                : new LineOutput(streams.output(), "standard output");
        return new PrintSink(request, identifier, output);
    }
}
