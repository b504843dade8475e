package io.weir.format.json;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;

/** Makes encoders of the {@code canal-json} format. */
public final class CanalJsonEncoderFactory implements EncoderFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public CanalJsonEncoderFactory() {}

    @Override
    public String identifier() {
        return "canal-json";
    }

    @Override
    public boolean encodesChanges() {
        return true;
    }

    @Override
    public Encoder create(EncoderRequest request) {
        ChangelogOptions options = ChangelogOptions.of(
                identifier(), request.options(), ChangelogOptions.DATABASE_INCLUDE, ChangelogOptions.TABLE_INCLUDE);
        return new CanalJsonEncoder(request.type(), options.json());
    }
}
