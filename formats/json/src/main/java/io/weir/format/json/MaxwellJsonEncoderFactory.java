package io.weir.format.json;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code maxwell-json} format. */
public final class MaxwellJsonEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public MaxwellJsonEncoderFactory() {}

    @Override
    public String identifier() {
        return "maxwell-json";
    }

    @Override
    public boolean encodesChanges() {
        return true;
    }

    @Override
    public Encoder create(EncoderRequest request) {
        ChangelogOptions options = ChangelogOptions.of(identifier(), request.options());
        return new MaxwellJsonEncoder(request.type(), options.json());
    }
}
