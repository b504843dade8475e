package io.weir.engine.spi;

/** Makes the decoders of one format; found by {@link java.util.ServiceLoader}. */
public interface DecoderFactory {
    /** The format's name in SQL, for instance {@code json}. */
    String identifier();

    /**
     * Makes a decoder for one reader.
     *
     * @throws io.weir.plan.NotNativeException for a type or an option that the native format does not have
     * @throws io.weir.plan.WeirException for an option that is wrong
     */
    Decoder create(DecoderRequest request);
}
