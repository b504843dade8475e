package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorTester;
import io.weir.plan.node.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Window aggregation on random streams, against an oracle that looks at every row and every window. */
class WindowAggregateOperatorTest {
    private static final int CASES = 700;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRowIsInTheWindowsThatItWasNotLateFor(boolean isTwoPhase) {
        for (long seed = 0; seed < CASES; seed++) {
            check(WindowScenario.random(seed, false), seed, isTwoPhase, 3);
        }
    }

    @Test
    void sessionsHoldTheRowsThatFollowOneAnotherWithinTheGap() {
        for (long seed = 0; seed < CASES; seed++) {
            check(WindowScenario.random(seed, true), seed, false, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysThatComeAndGoLeaveNoTraceInHoppingWindows(boolean isInvertible) {
        for (long seed = 0; seed < 1; seed++) {
            check(WindowScenario.manyKeys(seed, new Window.Hopping(10, 5, 0), isInvertible), seed, false, 2);
            check(WindowScenario.manyKeys(seed, new Window.Hopping(30, 10, 3), isInvertible), seed, true, 1);
        }
    }

    @Test
    void sessionsOfManyKeysSurvivePacking() {
        for (long seed = 0; seed < 1; seed++) {
            check(WindowScenario.manyKeys(seed, new Window.Session(10, List.of()), false), seed, false, 2);
        }
    }

    private static void check(WindowScenario scenario, long seed, boolean isTwoPhase, int modes) {
        WindowOracle.Result expected = scenario.expected();
        String description = "seed " + seed + ", " + (isTwoPhase ? "two phases, " : "") + scenario;
        try {
            OperatorTester.Answer answer = scenario.tester(isTwoPhase).runInSomeModes(seed, modes);
            assertThat(answer.rows()).isEqualTo(scenario.expectedRows(expected));
            assertThat(answer.lateRows()).as("late rows").isEqualTo(expected.lateRows());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(description + ": " + e.getMessage(), e);
        }
    }
}
