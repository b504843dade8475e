package io.weir.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bounded share of the faults: few rounds of one pipeline in any build, more of all with {@code -Dslow}.
 * {@code -Dweir.faults.seed=N} begins at another seed; {@link Faults} is the command for long runs.
 */
class FaultsTest {
    private static final int ROUNDS = 3;
    private static final int ROUNDS_SLOW = 15;
    private static final int RATE = 500;
    private static final List<Fault> ALL = List.of(Fault.values());

    @Test
    @Timeout(value = 240)
    void aPipelineThatIsKilledWritesEveryRowOnce() throws Exception {
        needsUnix();

        assertThat(run("window", ROUNDS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"window", "ledger", "dedup", "join"})
    @Tag("slow")
    @Timeout(value = 900)
    void everyPipelineWritesEveryRowOnce(String pipeline) throws Exception {
        needsUnix();

        assertThat(run(pipeline, ROUNDS_SLOW)).isEmpty();
    }

    /** Shows that the count can fail: with this promise rows since the last epoch are written again. */
    @Test
    @Tag("slow")
    @Timeout(value = 900)
    void rowsThatMayBeDoubledAreFoundToBe() throws Exception {
        needsUnix();

        List<String> findings = Faults.run(
                "ledger", seed(), ROUNDS_SLOW, RATE, ALL, List.of("execution.checkpointing.mode=AT_LEAST_ONCE"), null);

        assertThat(findings).anyMatch(finding -> finding.startsWith("topic journal") && finding.contains("doubled"));
    }

    private static List<String> run(String pipeline, int rounds) throws Exception {
        return Faults.run(pipeline, seed(), rounds, RATE, ALL, List.of(), null);
    }

    private static long seed() {
        return Long.getLong("weir.faults.seed", 1);
    }

    /** Processes are stopped with signals. */
    private static void needsUnix() {
        assumeTrue(Boolean.getBoolean("weir.ci") || Files.exists(Path.of("/bin/kill")), "there is no /bin/kill");
    }
}
