package io.weir.engine.spi;

import java.util.Optional;
import java.util.Set;

/** Makes the decoders of one format; found by {@link java.util.ServiceLoader}. */
public interface DecoderFactory {
    /** The format's name in SQL, for instance {@code json}. */
    String identifier();

    /** The keys of what a record says beside its fields, and a table may have as metadata columns; usually none. */
    default Set<String> metadataKeys() {
        return Set.of();
    }

    /** True if records are lines of text, or may be; false for formats that need another end of each record. */
    default boolean decodesLines() {
        return true;
    }

    /**
     * Makes a decoder for one reader.
     *
     * @throws io.weir.plan.NotNativeException for a type or an option that the native format does not have
     * @throws io.weir.plan.WeirException for an option that is wrong
     */
    Decoder create(DecoderRequest request);

    /**
     * Makes what reads the files of a format that lays out whole files instead of records; empty for a format of
     * records.
     *
     * @throws io.weir.plan.NotNativeException as {@link #create}
     * @throws io.weir.plan.WeirException as {@link #create}
     */
    default Optional<FileDecoder> createForFiles(DecoderRequest request) {
        return Optional.empty();
    }
}
