package io.weir.testing.sql;

import io.weir.flink.PlannedStatement;
import java.util.List;
import java.util.Optional;

/** One way of running the jobs of a case that must give the corpus's answers; one instance serves all cases. */
public interface EngineUnderTest {

    /** A short name for test reports, such as {@code flink} or {@code native p=2}. */
    String name();

    /** Whether a case that is marked not-native must be handed to Flink by this engine, and every other must not. */
    boolean isNative();

    /**
     * Runs a job to its end.
     *
     * @throws Exception if it fails; its message and those of its causes are what a case compares with
     */
    Result run(PlannedStatement.Job job) throws Exception;

    /**
     * What a job did.
     *
     * @param rows the rows of a query in the order of their arrival, after updates and deletions are applied
     * @param printed the lines of the {@code print} connector in the order of their arrival, see {@link PrintedLines}
     * @param lateRows how many rows window operators dropped as late
     * @param handedToFlink why a native engine let Flink run the job, if it did
     */
    record Result(TextTable rows, List<String> printed, long lateRows, Optional<String> handedToFlink) {

        /** What a statement answers that only changes the session. */
        public static final Result NOTHING = new Result(TextTable.EMPTY, List.of(), 0, Optional.empty());

        public Result {
            printed = List.copyOf(printed);
        }
    }
}
