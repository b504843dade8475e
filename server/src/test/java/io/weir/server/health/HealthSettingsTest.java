package io.weir.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.alert.Severity;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthSettingsTest {
    @Test
    void theDefaultsAreThoseOfTheTable() {
        MeasureSettings lag = HealthSettings.STANDARD.of(Measure.LAG);
        assertThat(lag)
                .isEqualTo(new MeasureSettings(
                        true, 60, 54, Duration.ofSeconds(30), Duration.ofSeconds(30), Severity.WARNING));
        assertThat(HealthSettings.STANDARD.of(Measure.THROUGHPUT).threshold()).isEqualTo(80);
        assertThat(HealthSettings.STANDARD.of(Measure.THROUGHPUT).clear()).isEqualTo(82);
    }

    @Test
    void everythingCanBeSet() {
        HealthSettings settings = HealthSettings.of(Map.of(
                "weir.alert.lag.threshold", "5 min",
                "weir.alert.lag.clear", "2 min",
                "weir.alert.lag.for", "0 s",
                "weir.alert.lag.clear-for", "10 s",
                "weir.alert.lag.severity", "critical",
                "weir.alert.errors.threshold", "2.5 %",
                "weir.alert.latency.threshold", "3x",
                "weir.alert.resources.enabled", "false",
                "parallelism.default", "4"));

        assertThat(settings.of(Measure.LAG))
                .isEqualTo(
                        new MeasureSettings(true, 300, 120, Duration.ZERO, Duration.ofSeconds(10), Severity.CRITICAL));
        assertThat(settings.of(Measure.ERRORS).threshold()).isEqualTo(2.5);
        assertThat(settings.of(Measure.LATENCY).threshold()).isEqualTo(3);
        assertThat(settings.of(Measure.CPU).isEnabled()).isFalse();
        assertThat(settings.of(Measure.NETWORK).isEnabled()).isFalse();
    }

    @Test
    void aPipelineSetsItsOwnOnTop() {
        HealthSettings server =
                HealthSettings.of(Map.of("weir.alert.lag.threshold", "2 min", "weir.alert.errors.threshold", "5 %"));

        HealthSettings own = server.with(Map.of("weir.alert.lag.threshold", "10 min", "table.exec.state.ttl", "1 h"));

        assertThat(own.of(Measure.LAG).threshold()).isEqualTo(600);
        assertThat(own.of(Measure.ERRORS).threshold()).isEqualTo(5);
        assertThat(server.of(Measure.LAG).threshold()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "weir.alert.lag.threshold, soon, cannot be understood",
        "weir.alert.errors.threshold, 101 %, cannot be understood",
        "weir.alert.errors.threshold, -1, cannot be understood",
        "weir.alert.latency.threshold, NaN, cannot be understood",
        "weir.alert.lag.severity, loud, cannot be understood",
        "weir.alert.lag.enabled, yes, cannot be understood",
        "weir.alert.lag.clear, 61 s, 'bad side of the threshold, 60'",
        "weir.alert.throughput.clear, 79 %, 'bad side of the threshold, 80'",
    })
    void aValueThatCannotBeUsedIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> HealthSettings.of(Map.of(key, value)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("configuration '" + key + "'")
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(message);
    }

    @Test
    void aKeyThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> HealthSettings.of(Map.of("weir.alert.lag.treshold", "1 min")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("weir.alert.lag.treshold")
                .hasMessageContaining("weir.alert.lag.threshold");
    }

    @Test
    void aPipelineWithAMistakeIsJudgedByTheServersLimitsAndSaysSo() {
        HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);
        PipelineHealth pipeline = new PipelineHealth.Builder("p", PipelineHealth.State.RUNNING, "", 0)
                .configuration(Map.of("weir.alert.lag.threshold", "soon"))
                .lag(1_000, "")
                .build();

        List<HealthReading> readings = evaluator.evaluate(0, new HealthInput(ProcessHealth.UNKNOWN, List.of(pipeline)));

        assertThat(readings)
                .filteredOn(one -> one.measure() == Measure.LAG)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.threshold()).isEqualTo(60);
                    assertThat(one.text())
                            .contains("its own limits are not used")
                            .contains("'soon'");
                });
    }
}
