package io.weir.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.health.HealthInput;
import io.weir.server.health.HealthRow;
import io.weir.server.health.HealthRule;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.PipelineHealth.State;
import io.weir.server.health.ProcessHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that starts again knows what is usual. */
@Timeout(60)
class KeptBaselinesTest {
    private static final int MINUTE = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StepClock clock = new StepClock();
    private long events;
    private int eventsPerSecond = 1000;
    private double latencyMillis = 200;
    private State state = State.RUNNING;
    private Map<String, String> ofPipeline = Map.of();

    private AlertService start() {
        events = 0;
        AlertService made = new AlertService(
                AlertOptions.read(Map.of(), Optional.of(folder.toString()), name -> Optional.empty()), clock);
        made.numbers(() -> new HealthInput(
                ProcessHealth.UNKNOWN,
                List.of(new PipelineHealth.Builder("shop", state, "", 0)
                        .configuration(state == State.STARTING ? Map.of() : ofPipeline)
                        .events(events, 0)
                        .latencyMillis(latencyMillis)
                        .build())));
        return made;
    }

    private void pass(AlertService service, int seconds) {
        for (int i = 0; i < seconds; i++) {
            service.step();
            clock.advanceSeconds(1);
            events += eventsPerSecond;
        }
    }

    private static String text(AlertService service, HealthRule rule) {
        return service.health().stream()
                .filter(row -> row.rule() == rule && row.worst().pipeline().equals("shop"))
                .map(HealthRow::worst)
                .findFirst()
                .orElseThrow()
                .text();
    }

    private void learn() {
        try (AlertService service = start()) {
            pass(service, 10 * MINUTE);
            assertThat(text(service, HealthRule.THROUGHPUT)).isEqualTo("1000 rows/s, usual are 1000 rows/s");
        }
    }

    @Test
    void whatIsUsualIsKnownAtOnce() {
        learn();
        clock.advanceSeconds(30);
        eventsPerSecond = 500;
        latencyMillis = 500;

        try (AlertService service = start()) {
            pass(service, 1);
            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("500 ms, the baseline is 200 ms");
            // A rate needs half of its window first.
            pass(service, MINUTE);
            assertThat(text(service, HealthRule.THROUGHPUT)).isEqualTo("500 rows/s, usual are 1000 rows/s");
        }
    }

    @Test
    void aPipelineWithItsOwnLimitsKeepsItToo() {
        ofPipeline = Map.of("weir.alert.latency.threshold", "3x");
        learn();
        latencyMillis = 500;
        state = State.STARTING;

        try (AlertService service = start()) {
            pass(service, 20);
            state = State.RUNNING;
            pass(service, 10);

            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("500 ms, the baseline is 200 ms");
        }
    }

    @Test
    void whatWasLearnedBeforeAPipelineRanIsNotLostByAnotherStart() {
        learn();
        state = State.STARTING;
        try (AlertService service = start()) {
            pass(service, 2 * MINUTE);
        }
        state = State.RUNNING;

        try (AlertService service = start()) {
            pass(service, 1);

            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("200 ms, the baseline is 200 ms");
        }
    }

    @Test
    void aKilledServerLosesAMinute() {
        AlertService killed = start();
        pass(killed, 10 * MINUTE);
        // Not closed, as after kill -9.

        try (AlertService service = start()) {
            pass(service, 1);

            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("200 ms, the baseline is 200 ms");
        }
        killed.close();
    }

    @Test
    void whatIsOlderThanItsWindowIsLearnedAnew() {
        learn();
        clock.advanceSeconds(61 * MINUTE);

        try (AlertService service = start()) {
            pass(service, 1);

            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("the usual latency is still being learned");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"version\":1,",
                "null",
                "{\"version\":1}",
                "{\"version\":1,\"savedMillis\":9999999999999,\"baselines\":null}",
                "{\"version\":1,\"savedMillis\":9999999999999,\"baselines\":[null]}",
                "{\"version\":1,\"savedMillis\":9999999999999,\"baselines\":[{}]}",
                "{\"version\":2}",
                "{\"version\":2,\"savedMillis\":9999999999999,\"baselines\":[]}",
                "{\"version\":1,\"savedMillis\":9999999999999,\"baselines\":[{\"pipeline\":\"shop\","
                        + "\"measure\":\"LATENCY\",\"stretchMillis\":60000,\"means\":[200,-1,200,200,200,200]}]}",
                "{\"version\":1,\"savedMillis\":9999999999999,\"baselines\":[{\"pipeline\":\"shop\","
                        + "\"measure\":\"MOOD\",\"stretchMillis\":60000,\"means\":[200]}]}",
            })
    void aFileThatIsDamagedIsIgnored(String text) throws IOException {
        learn();
        Path file = folder.resolve(".alerts").resolve("baselines.json");
        assertThat(file).isNotEmptyFile();
        Files.writeString(file, text);

        try (AlertService service = start()) {
            pass(service, 1);
            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("the usual latency is still being learned");
            pass(service, 10 * MINUTE);
        }
        try (AlertService service = start()) {
            pass(service, 1);
            assertThat(text(service, HealthRule.LATENCY)).isEqualTo("200 ms, the baseline is 200 ms");
        }
    }
}
