package io.weir.library.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartStrategyTest {
    private static final String EXPONENTIAL = "restart-strategy.exponential-delay.";

    private long nowMillis;
    private final Clock clock = new Clock() {
        @Override
        public long currentTimeMillis() {
            return nowMillis;
        }

        @Override
        public long nanoTime() {
            return nowMillis * 1_000_000;
        }
    };

    private RestartStrategy strategy(Map<String, String> configuration) {
        return RestartStrategy.of(configuration, true, clock);
    }

    @Test
    void withoutEpochsAJobDoesNotBeginAgain() {
        assertThat(RestartStrategy.of(Map.of(), false, clock).afterFailure()).isEmpty();
        assertThat(strategy(Map.of(RestartStrategy.TYPE, "none")).afterFailure())
                .isEmpty();
    }

    @Test
    void aFixedDelayHasSoManyAttempts() {
        RestartStrategy strategy = strategy(Map.of(
                RestartStrategy.TYPE,
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "2",
                "restart-strategy.fixed-delay.delay",
                "3 s"));
        assertThat(List.of(strategy.afterFailure(), strategy.afterFailure(), strategy.afterFailure()))
                .containsExactly(Optional.of(3000L), Optional.of(3000L), Optional.empty());
    }

    @Test
    void aFailureRateCountsTheFailuresOfAnInterval() {
        RestartStrategy strategy = strategy(Map.of(
                RestartStrategy.TYPE,
                "failure-rate",
                "restart-strategy.failure-rate.max-failures-per-interval",
                "2",
                "restart-strategy.failure-rate.failure-rate-interval",
                "10 s",
                "restart-strategy.failure-rate.delay",
                "1 s"));
        assertThat(strategy.afterFailure()).hasValue(1000L);
        nowMillis += 9_000;
        assertThat(strategy.afterFailure()).hasValue(1000L);
        nowMillis += 2_000;
        assertThat(strategy.afterFailure()).as("the first is 11 s ago").hasValue(1000L);
        nowMillis += 1_000;
        assertThat(strategy.afterFailure()).as("the third within 10 s").isEmpty();
    }

    @Test
    void anExponentialDelayGrowsUntilItsMaximumAndBeginsAnewAfterAQuietTime() {
        RestartStrategy strategy = strategy(Map.of(
                EXPONENTIAL + "initial-backoff",
                "1 s",
                EXPONENTIAL + "max-backoff",
                "5 s",
                EXPONENTIAL + "backoff-multiplier",
                "2",
                EXPONENTIAL + "jitter-factor",
                "0",
                EXPONENTIAL + "reset-backoff-threshold",
                "60 s"));
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delays.add(strategy.afterFailure().orElse(-1L));
            nowMillis += 10_000;
        }
        assertThat(delays).containsExactly(1000L, 2000L, 4000L, 5000L);
        nowMillis += 70_000;
        assertThat(strategy.afterFailure()).hasValue(1000L);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> strategy(Map.of(RestartStrategy.TYPE, "sometimes")))
                .isInstanceOfSatisfying(WeirException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID);
                    assertThat(e.getMessage()).contains("sometimes").contains("exponential-delay");
                });
        assertThatThrownBy(() -> strategy(
                        Map.of(RestartStrategy.TYPE, "fixed-delay", "restart-strategy.fixed-delay.delay", "soon")))
                .hasMessageContaining("restart-strategy.fixed-delay.delay");
    }
}
