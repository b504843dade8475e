package io.weir.format.parquet;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Optional;

/** Makes decoders of {@code 'format' = 'parquet'}. */
public final class ParquetDecoderFactory implements DecoderFactory {
    @Override
    public String identifier() {
        return "parquet";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        throw new WeirException(
                ErrorCode.FORMAT_UNKNOWN,
                "the format parquet lays out whole files, not records",
                "",
                "Use it with 'connector' = 'filesystem'",
                null);
    }

    @Override
    public Optional<FileDecoder> createForFiles(DecoderRequest request) {
        return Optional.of(new ParquetDecoder(request));
    }
}
