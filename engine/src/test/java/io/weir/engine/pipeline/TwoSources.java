package io.weir.engine.pipeline;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;

/** Gives the table src one source and any other table the second. */
record TwoSources(MemorySource first, MemorySource second) implements SourceFactory {
    @Override
    public String identifier() {
        return "filesystem";
    }

    @Override
    public Source create(SourceRequest request) {
        return request.table().replace("`", "").endsWith(".src") ? first.create(request) : second.create(request);
    }
}
