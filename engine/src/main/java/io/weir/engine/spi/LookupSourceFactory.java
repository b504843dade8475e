package io.weir.engine.spi;

/** Makes the lookup sources of one connector; found by {@link java.util.ServiceLoader}. */
public interface LookupSourceFactory {
    /** The connector's name in SQL, for instance {@code jdbc}. */
    String identifier();

    /**
     * Makes the source of one lookup join of a plan. Nothing is opened and no thread is started: it is also asked only
     * to find out whether the join is native.
     *
     * @throws io.weir.plan.NotNativeException for a type, option or way of looking up that there is not
     * @throws io.weir.plan.WeirException for an option that is wrong
     */
    LookupSource create(LookupRequest request);
}
