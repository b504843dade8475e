package io.weir.connector.collect;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;

/** Makes sources of {@code 'connector' = 'collect'}: rows that were posted, from the table's log. */
public final class CollectSourceFactory implements SourceFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public CollectSourceFactory() {}

    @Override
    public String identifier() {
        return CollectOptions.IDENTIFIER;
    }

    @Override
    public Source create(SourceRequest request) {
        CollectOptions options = CollectOptions.of(request.table(), request.options(), request.configuration());
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' of the collect connector");
            }
        }
        DecoderFactory decoders = request.decoders().apply(options.format());
        return new CollectSource(
                request,
                options,
                decoders.create(new DecoderRequest(
                        request.physicalType(),
                        request.recordType(),
                        new TableOptions(request.table(), request.options()).withPrefix(options.format() + "."),
                        request.localTimeZone())));
    }
}
