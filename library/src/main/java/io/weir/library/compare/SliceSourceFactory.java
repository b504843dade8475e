package io.weir.library.compare;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.flink.connector.SliceTableSourceFactory;
import java.util.Objects;

/** Makes the native sources of slices. */
final class SliceSourceFactory implements SourceFactory {
    @Override
    public String identifier() {
        return SliceTableSourceFactory.IDENTIFIER;
    }

    @Override
    public Source create(SourceRequest request) {
        return new SliceSource(request, Objects.requireNonNull(request.options().get(SliceTableSourceFactory.PLACE)));
    }
}
