package io.weir.connector.console;

import io.weir.engine.connector.RecordLimit;
import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.Map;
import java.util.function.Supplier;

/** Makes sources of {@code 'connector' = 'stdin'}: the records of standard input, one per line, in any format. */
public final class StdinSourceFactory implements SourceFactory {
    private final StandardStreams streams;

    /** For the service loader: reads the standard input of the process. */
    public StdinSourceFactory() {
        this(StandardStreams.SYSTEM);
    }

    public StdinSourceFactory(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public String identifier() {
        return "stdin";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        String format = options.required("format");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.rejectUnknown();
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' of the stdin connector");
            }
        }
        DecoderFactory decoders = request.decoders().apply(format);
        options.requireLines(decoders);
        Supplier<Decoder> newDecoder = () -> decoders.create(new DecoderRequest(
                request.physicalType(), request.recordType(), formatOptions, request.localTimeZone()));
        return new StdinSource(
                request, format, streams, newDecoder, newDecoder.get(), RecordLimit.of(request.configuration()));
    }
}
