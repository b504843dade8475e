package io.weir.engine.spi;

import java.util.Optional;

/** Makes the encoders of one format; found by {@link java.util.ServiceLoader}. */
public interface EncoderFactory {
    /** The format's name in SQL, for instance {@code json}. */
    String identifier();

    /** True if records say which kind of change a row is; other formats take insertions only. */
    default boolean encodesChanges() {
        return false;
    }

    /**
     * Makes an encoder for one writer.
     *
     * @throws io.weir.plan.NotNativeException for a type or an option that the native format does not have
     * @throws io.weir.plan.WeirException for an option that is wrong
     */
    Encoder create(EncoderRequest request);

    /**
     * Makes what writes the files of a format that lays out whole files instead of records; empty for a format of
     * records.
     *
     * @throws io.weir.plan.NotNativeException as {@link #create}
     * @throws io.weir.plan.WeirException as {@link #create}
     */
    default Optional<FileEncoder> createForFiles(EncoderRequest request) {
        return Optional.empty();
    }
}
