package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.SinkRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a SELECT to standard output. */
public final class ResultPrinter implements ResultConsumer {
    private static final int WRITE_BYTES = 64 * 1024;
    /** 50.0 for people, where the format by itself writes 5E+1. */
    private static final Map<String, String> PLAIN_DECIMALS = Map.of("encode.decimal-as-plain-number", "true");

    private final ResultFormat kind;
    private final LineOutput output;
    private final ByteSink bytes = new ByteSink();
    private @Nullable RowFormat format;

    /** Makes a printer to the standard output of the process. */
    public ResultPrinter(ResultFormat format) {
        this(format, StandardStreams.SYSTEM);
    }

    public ResultPrinter(ResultFormat format, StandardStreams streams) {
        this.kind = format;
        this.output = new LineOutput(streams.output(), "standard output");
    }

    @Override
    public void open(SinkRequest request) {
        List<String> names = request.type().getFieldNames();
        format = switch (kind) {
            case JSON -> new JsonRowFormat(encoder(request, "json", PLAIN_DECIMALS), names, request.insertOnly());
            case CSV -> new CsvRowFormat(encoder(request, "csv", Map.of()), names, request.insertOnly());
            case TABLE -> new TableRowFormat(request.type(), request.insertOnly(), request.localTimeZone());
        };
    }

    private static Encoder encoder(SinkRequest request, String name, Map<String, String> options) {
        return request.encoders()
                .apply(name)
                .create(new EncoderRequest(request.type(), options, request.localTimeZone()));
    }

    @Override
    public void accept(Batch batch) {
        opened().append(batch, bytes);
        if (bytes.length() >= WRITE_BYTES) {
            write();
        }
    }

    @Override
    public void flush() {
        opened().flush(bytes);
        write();
        output.flush();
    }

    @Override
    public void finish() {
        opened().finish(bytes);
        write();
        output.flush();
    }

    private void write() {
        output.write(bytes.bytes(), 0, bytes.length());
        bytes.clear();
    }

    private RowFormat opened() {
        if (format == null) {
            throw new IllegalStateException("not opened");
        }
        return format;
    }
}
