package io.weir.testing.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A pipeline, the input that is made for it, and the oracle: what must be in each output when all input is through.
 *
 * <p>The producer's thread calls {@link #next} and {@link #end}; the others are called before it starts or after it has
 * ended.
 */
interface Scenario {
    /** The partitions of each topic. */
    int PARTITIONS = 4;

    /** The pipeline's name. */
    String name();

    /** The topics that the producer writes to. */
    List<String> inputs();

    /** The topics that the pipeline writes to. */
    List<String> outputTopics();

    /** The tables that the pipeline writes to, each as the statement that makes it. */
    List<String> tables();

    /** The script; addresses come from the servers. */
    String script(Servers servers);

    /** The next messages, of which there is at least one; the oracle counts them as acknowledged. */
    List<Message> next(long sequence, Random random);

    /** What is sent last, so that everything before it comes out. */
    List<Message> end();

    /** The right rows of an output, value by key. */
    Map<String, String> expected(Output output);

    /** What the pipeline has written. */
    List<Output> outputs(Servers servers);

    /** A query that gives 0 at any moment, for whoever looks on; empty if there is none. */
    default String invariant() {
        return "";
    }

    /** True if the pipeline writes to PostgreSQL. */
    default boolean usesDatabase() {
        return !tables().isEmpty();
    }

    /** The pipeline of this name. */
    static Scenario of(String name) {
        return switch (name) {
            case "window" -> new WindowScenario();
            case "ledger" -> new LedgerScenario();
            case "dedup" -> new DedupScenario();
            case "join" -> new JoinScenario();
            default ->
                throw new IllegalArgumentException("There is no pipeline " + name + ", but "
                        + String.join(", ", List.of("window", "ledger", "dedup", "join")));
        };
    }
}
