package io.weir.engine.runtime;

/** How rows get from one vertex of a {@link JobGraph} to another. */
public sealed interface Edge {
    /** A call on the same thread, instance to instance. */
    record Direct() implements Edge {}

    /**
     * Through channels, equal keys to equal instances.
     *
     * @param isOrdered whether the consumer sees the numbered batches of all producers in their order
     */
    record Hash(int[] keys, boolean isOrdered) implements Edge {}

    /** Through channels, all to instance 0; ordered as above. */
    record Singleton(boolean isOrdered) implements Edge {}

    /** Through channels, anywhere. */
    record AnyInstance() implements Edge {}

    /** Through channels, everything to every instance. */
    record Broadcast() implements Edge {}
}
