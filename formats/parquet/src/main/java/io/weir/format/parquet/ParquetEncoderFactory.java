package io.weir.format.parquet;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileEncoder;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Optional;

/** Makes encoders of {@code 'format' = 'parquet'}. */
public final class ParquetEncoderFactory implements EncoderFactory {
    @Override
    public String identifier() {
        return "parquet";
    }

    @Override
    public Encoder create(EncoderRequest request) {
        throw new WeirException(
                ErrorCode.FORMAT_UNKNOWN,
                "the format parquet lays out whole files, not records",
                "",
                "Use it with 'connector' = 'filesystem'",
                null);
    }

    @Override
    public Optional<FileEncoder> createForFiles(EncoderRequest request) {
        return Optional.of(new ParquetEncoder(request));
    }
}
