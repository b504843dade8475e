package io.weir.plan;

/**
 * Something in a plan that the native engine does not have: a node, a function, a type, a connector or an option. With
 * {@code --engine auto} the pipeline runs on Flink instead, and this message says why.
 */
public final class NotNativeException extends WeirException {
    private static final long serialVersionUID = 1L;

    /** The feature that is not native, as a noun: {@code function SOUNDEX}, {@code type RAW}. */
    public NotNativeException(String feature) {
        super(
                ErrorCode.NOT_NATIVE,
                feature + " is not native",
                "",
                "Run it with --engine auto or --engine flink",
                null);
    }
}
