package io.weir.engine.spi;

/** Makes the sources of one connector; found by {@link java.util.ServiceLoader}. */
public interface SourceFactory {
    /** The connector's name in SQL, for instance {@code kafka}. */
    String identifier();

    /**
     * Makes the source of one scan of a plan; no thread is started and nothing is opened for long yet, but what can be
     * checked (a file that is missing, a topic that does not exist) is checked.
     *
     * @throws io.weir.plan.NotNativeException for a type, option or format that the native connector does not have
     * @throws io.weir.plan.WeirException for an option that is wrong
     */
    Source create(SourceRequest request);
}
