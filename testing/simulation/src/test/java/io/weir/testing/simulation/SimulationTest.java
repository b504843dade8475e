package io.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bounded share of the simulation, from a random seed that is printed. {@code -Dweir.simulation.seed=N} begins at
 * that one; {@link Simulation} is the command for long runs.
 */
class SimulationTest {
    private static final long SHARE_SECONDS = 12;
    private static final int MUTATION_SEEDS_MAX = 200;

    private static List<SimulatedPipeline> pipelines = List.of();

    @BeforeAll
    static void plan() {
        pipelines = SimulatedPipeline.planAll();
    }

    @Test
    void noSeedFindsARowLostOrDoubled() {
        long first = Long.getLong("weir.simulation.seed", System.nanoTime() & 0x7FFF_FFFFL);
        System.out.println("Simulation begins with seed " + first);
        Simulation simulation = new Simulation(pipelines);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHARE_SECONDS);

        int count = 0;
        do {
            Optional<Simulation.Finding> finding = simulation.run(first + count, false, Mutation.NONE);
            assertThat(finding.map(Simulation.Finding::text)).isEmpty();
            count++;
        } while (System.nanoTime() < end);
        System.out.println(simulation.summary(first, count));
    }

    @Test
    void aSeedIsReplayedEventByEvent() {
        Simulation simulation = new Simulation(pipelines);

        for (long seed = 1; seed <= 6; seed++) {
            assertThat(simulation.digest(seed)).as("seed " + seed).isEqualTo(simulation.digest(seed));
        }
        assertThat(simulation.digest(1)).isNotEqualTo(simulation.digest(2));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsFound(Mutation mutation) {
        Simulation simulation = new Simulation(pipelines);

        Optional<Simulation.Finding> finding = Optional.empty();
        for (long seed = 1; seed <= MUTATION_SEEDS_MAX && finding.isEmpty(); seed++) {
            finding = simulation.run(seed, false, mutation);
        }
        assertThat(finding).as("%s in %d seeds", mutation, MUTATION_SEEDS_MAX).isPresent();
        System.out.println(mutation + ": seed " + finding.get().seed() + ", "
                + finding.get().text().lines().findFirst().orElse(""));
    }
}
