package io.weir.testing.sql;

import java.util.List;
import java.util.Optional;

/** One way of running Flink SQL that must give the corpus's answers; one instance serves all cases. */
public interface EngineUnderTest extends AutoCloseable {

    /** A short name for test reports, such as {@code flink} or {@code native p=2}. */
    String name();

    /** Whether a case that is marked not-native must be handed to Flink by this engine, and every other must not. */
    boolean isNative();

    /** A session without tables, in which {@code table.local-time-zone} is UTC. */
    Session open() throws Exception;

    @Override
    void close();

    /** The statements of one case run in one session, one after the other. */
    interface Session extends AutoCloseable {

        /**
         * Runs one statement to its end.
         *
         * @throws Exception if the statement is wrong or fails; its message and those of its causes are what a case
         *     compares with
         */
        Result execute(String sql) throws Exception;

        @Override
        void close();
    }

    /**
     * What a statement did.
     *
     * @param rows the rows of a query in the order of their arrival, after updates and deletions are applied
     * @param isUpdating whether the query may update what it has answered before
     * @param printed the lines of the {@code print} connector in the order of their arrival, see {@link PrintedLines}
     * @param lateRows how many rows window operators dropped as late
     * @param handedToFlink why a native engine let Flink run the statement, if it did
     */
    record Result(
            TextTable rows, boolean isUpdating, List<String> printed, long lateRows, Optional<String> handedToFlink) {

        /** What a statement answers that only changes the session. */
        public static final Result NOTHING = new Result(TextTable.EMPTY, false, List.of(), 0, Optional.empty());

        public Result {
            printed = List.copyOf(printed);
        }
    }
}
