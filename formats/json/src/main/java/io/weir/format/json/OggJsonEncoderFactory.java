package io.weir.format.json;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code ogg-json} format. */
public final class OggJsonEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public OggJsonEncoderFactory() {}

    @Override
    public String identifier() {
        return "ogg-json";
    }

    @Override
    public boolean encodesChanges() {
        return true;
    }

    @Override
    public Encoder create(EncoderRequest request) {
        ChangelogOptions options = ChangelogOptions.of(identifier(), request.options());
        return new OggJsonEncoder(request.type(), options.json());
    }
}
