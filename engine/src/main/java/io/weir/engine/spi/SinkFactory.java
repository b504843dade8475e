package io.weir.engine.spi;

/** Makes the sinks of one connector; found by {@link java.util.ServiceLoader}. */
public interface SinkFactory {
    /** The connector's name in SQL, for instance {@code print}. */
    String identifier();

    /**
     * True if writers have state of keys, so that all rows of a primary key must come to the instance that owns the
     * key.
     */
    default boolean keepsStateByKey() {
        return false;
    }

    /**
     * Makes the sink of one sink node.
     *
     * @throws io.weir.plan.NotNativeException for a type, option or format that the native connector does not have
     * @throws io.weir.plan.WeirException for an option that is wrong, or a target that cannot be written
     */
    Sink create(SinkRequest request);
}
