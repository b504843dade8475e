package io.weir.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.health.PipelineHealth.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRuleTest {
    private final HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);

    @Test
    void aPipelineThatHasFailedFiresWithItsMessage() {
        HealthReading first = at(0, State.FAILED, "Kafka does not answer", 0, Measure.DOWN);
        HealthReading later = at(10_000, State.FAILED, "Kafka does not answer", 0, Measure.DOWN);

        assertThat(first.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(later.status()).isEqualTo(HealthStatus.FIRING);
        assertThat(later.text()).isEqualTo("it does not run: Kafka does not answer");
        assertThat(later.detail()).isEqualTo("CONNECTOR_UNREACHABLE");
    }

    @Test
    void beginningAgainTwiceIsWellThreeTimesIsNot() {
        at(0, State.RUNNING, "", 4, Measure.RESTARTS);

        assertThat(at(5_000, State.RUNNING, "", 6, Measure.RESTARTS).status()).isEqualTo(HealthStatus.OK);
        assertThat(at(10_000, State.RUNNING, "", 7, Measure.RESTARTS).status()).isEqualTo(HealthStatus.FIRING);
        for (long now = 15_000; now < 610_000; now += 5_000) {
            at(now, State.RUNNING, "", 7, Measure.RESTARTS);
        }
        assertThat(at(615_000, State.RUNNING, "", 7, Measure.RESTARTS).status()).isEqualTo(HealthStatus.FIRING);
        assertThat(at(645_000, State.RUNNING, "", 7, Measure.RESTARTS).status()).isEqualTo(HealthStatus.OK);
    }

    @Test
    void aPipelineThatWasStoppedHasNoAlerts() {
        at(0, State.FAILED, "disk full", 0, Measure.DOWN);
        at(10_000, State.FAILED, "disk full", 0, Measure.DOWN);

        assertThat(at(15_000, State.STOPPED, "", 0, Measure.DOWN).status()).isEqualTo(HealthStatus.OK);
    }

    @Test
    void whatFiredBeforeTheProcessBeganGoesOnUntilItIsWell() {
        evaluator.restore("p", Measure.DOWN, 1_000);

        assertThat(at(50_000, State.STARTING, "", 0, Measure.DOWN).status()).isEqualTo(HealthStatus.FIRING);
        assertThat(at(55_000, State.RUNNING, "", 0, Measure.DOWN).sinceMillis()).isEqualTo(1_000);
        assertThat(at(85_000, State.RUNNING, "", 0, Measure.DOWN).status()).isEqualTo(HealthStatus.OK);
    }

    private HealthReading at(long nowMillis, State state, String error, long restarts, Measure measure) {
        PipelineHealth pipeline = new PipelineHealth.Builder("p", state, error, restarts)
                .errorKind(error.isEmpty() ? "" : "CONNECTOR_UNREACHABLE")
                .build();
        return evaluator.evaluate(nowMillis, new HealthInput(ProcessHealth.UNKNOWN, List.of(pipeline))).stream()
                .filter(one -> one.measure() == measure)
                .findFirst()
                .orElseThrow();
    }
}
