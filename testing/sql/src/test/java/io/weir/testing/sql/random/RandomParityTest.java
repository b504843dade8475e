package io.weir.testing.sql.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.sql.FlinkCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A bounded share of the random queries. {@code -Dweir.random.seed=N} begins at another seed,
 * {@code -Dweir.random.count=N} runs so many; {@link RandomParity} is the command for long runs.
 */
class RandomParityTest {

    private static final int COUNT = 60;
    private static final int COUNT_SLOW = 400;

    @Test
    void randomQueriesGiveFlinksAnswer() throws Exception {
        long seed = Long.getLong("weir.random.seed", 1);
        boolean isSlow = System.getProperty("slow") != null || Boolean.getBoolean("weir.ci");
        int count = Integer.getInteger("weir.random.count", isSlow ? COUNT_SLOW : COUNT);

        try (FlinkCluster flink = FlinkCluster.start()) {
            RandomParity parity = new RandomParity(flink, List.of(RandomFamily.values()));
            List<String> differences = parity.run(seed, count, Path.of("target", "random"));
            System.out.println(parity.summary(seed, count));

            assertThat(differences)
                    .as("seeds " + seed + " to " + (seed + count - 1))
                    .isEmpty();
        }
    }
}
