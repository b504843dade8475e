package io.weir.benchmarks.side;

/**
 * One way to answer a query.
 *
 * <p>An instance lives in a JVM of its own and is asked again and again by one thread; opening it is not timed. An
 * answer is lines on standard output in any order: a row's values, separated by comma and space, either alone or as
 * Flink's {@code print} connector shows them ({@code +I[…]}).
 */
public interface Side extends AutoCloseable {
    /** Answers the query once; this is what the clock measures. It may write the answer as it goes. */
    void run() throws Exception;

    /** Writes what {@link #run} has found and not written yet; not timed. */
    default void printAnswer() throws Exception {}

    @Override
    default void close() {}
}
