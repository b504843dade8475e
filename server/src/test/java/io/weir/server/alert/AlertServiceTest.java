package io.weir.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.connector.alert.AlertChange;
import io.weir.connector.alert.AlertTable;
import io.weir.connector.alert.Severity;
import io.weir.plan.WeirException;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.alert.book.Matchers;
import io.weir.server.health.HealthInput;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.ProcessHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From numbers to what PagerDuty hears, by a clock that the test moves. */
@Timeout(60)
class AlertServiceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StepClock clock = new StepClock();
    private double lagMillis;
    private Receiver receiver;
    private AlertService service;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        service = start(Map.of());
    }

    private AlertService start(Map<String, String> more) {
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "weir.alert.route.duty.type", "pagerduty",
                "weir.alert.route.duty.key", "R0",
                "weir.alert.route.duty.url", receiver.url("/v2/enqueue"),
                "weir.alert.url", "https://weir.example.com/"));
        configuration.putAll(more);
        AlertService made = new AlertService(
                AlertOptions.read(configuration, Optional.of(folder.toString()), name -> Optional.empty()), clock);
        made.numbers(() -> new HealthInput(
                ProcessHealth.UNKNOWN,
                List.of(new PipelineHealth.Builder("shop", PipelineHealth.State.RUNNING, "", 0)
                        .lag(lagMillis, "orders-3")
                        .build())));
        return made;
    }

    @AfterEach
    void close() {
        service.close();
        receiver.close();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            service.step();
            clock.advanceSeconds(1);
        }
    }

    private List<String> heard(int count) throws InterruptedException {
        return receiver.await(count).stream()
                .map(request -> request.json().path("event_action").asString())
                .toList();
    }

    @Test
    void aLagIsTriggeredAcknowledgedAndResolved() throws InterruptedException {
        lagMillis = 59_000;
        pass(120);
        assertThat(service.alerts()).isEmpty();

        lagMillis = 61_000;
        pass(29);
        assertThat(only().state()).isEqualTo(AlertState.PENDING);
        assertThat(receiver.requests()).isEmpty();

        pass(10);
        assertThat(heard(1)).containsExactly("trigger");
        assertThat(receiver.requests()
                        .get(0)
                        .json()
                        .path("links")
                        .get(0)
                        .path("href")
                        .asString())
                .isEqualTo("https://weir.example.com/api/v1/runbooks/lag");

        assertThat(service.acknowledge(only().id())).isPresent();
        pass(20);
        assertThat(heard(2)).containsExactly("trigger", "acknowledge");

        lagMillis = 1_000;
        pass(50);
        assertThat(heard(3)).containsExactly("trigger", "acknowledge", "resolve");
        assertThat(receiver.requests().stream()
                        .map(request -> request.json().path("dedup_key").asString()))
                .containsOnly(
                        receiver.requests().get(0).json().path("dedup_key").asString());
        assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void aServerThatStartsAgainNeitherForgetsNorRepeatsItself() throws InterruptedException {
        lagMillis = 61_000;
        pass(60);
        assertThat(heard(1)).containsExactly("trigger");
        service.acknowledge(only().id());
        service.silence(new Matchers(Map.of("name", "latency")), 3_600_000, "known");
        service.accept(
                new AlertTable("shop", "refunds", true, Duration.ofHours(1)),
                List.of(new AlertChange(true, Severity.CRITICAL, "de", "many", Map.of("n", "7"), 5)));
        pass(20);
        assertThat(heard(3)).containsExactlyInAnyOrder("trigger", "acknowledge", "trigger");

        service.close();
        service = start(Map.of());
        pass(20);

        assertThat(service.silences()).hasSize(1);
        assertThat(service.alerts())
                .extracting(Alert::name, Alert::state)
                .containsExactly(tuple("refunds", AlertState.FIRING), tuple("lag", AlertState.ACKNOWLEDGED));
        assertThat(service.alerts().get(0).labels()).isEqualTo(Map.of("n", "7"));
        lagMillis = 0;
        pass(50);
        assertThat(heard(4)).endsWith("resolve");
        assertThat(receiver.requests()).hasSize(4);
    }

    @Test
    void aSilencedAlertIsShownAndNotTold() throws InterruptedException {
        service.silence(new Matchers(Map.of("pipeline", "shop")), 120_000, "maintenance");
        lagMillis = 61_000;
        pass(119);
        assertThat(only().state()).isEqualTo(AlertState.FIRING);
        assertThat(receiver.requests()).isEmpty();

        pass(10);
        assertThat(heard(1)).containsExactly("trigger");
        assertThat(service.silences()).isEmpty();
    }

    @Test
    void aDamagedFileIsPutAside() throws IOException {
        service.silence(new Matchers(Map.of("name", "lag")), 60_000, "");
        service.close();
        Path file = folder.resolve(".alerts/alerts.json");
        Files.writeString(file, "{\"alerts\":");

        service = start(Map.of());

        assertThat(service.silences()).isEmpty();
        assertThat(folder.resolve(".alerts/alerts.damaged.json")).hasContent("{\"alerts\":");
    }

    @Test
    void aReceiverThatIsAwayHoldsNothingUp() {
        service.close();
        service = start(Map.of("weir.alert.route.duty.url", "http://127.0.0.1:1/"));
        lagMillis = 61_000;

        long start = System.nanoTime();
        pass(600);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(only().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void optionsMayStandInAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("alerts.properties"),
                "weir.alert.lag.threshold=5 min\nweir.alert.route.team.type=log\nweir.alert.interval=1 s\n");

        AlertOptions options = AlertOptions.read(
                Map.of("weir.alert.file", file.toString()), Optional.of("s3://bucket/state"), name -> Optional.empty());

        assertThat(options.intervalMillis()).isEqualTo(1000);
        assertThat(options.routes()).hasSize(1);
        assertThat(options.folder()).isEqualTo(Path.of(".weir", ".alerts"));
        Files.writeString(file, "parallelism.default=3\n");
        assertThatThrownBy(() -> AlertOptions.read(
                        Map.of("weir.alert.file", file.toString()), Optional.empty(), name -> Optional.empty()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("parallelism.default");
        assertThatThrownBy(() -> AlertOptions.read(
                        Map.of("weir.alert.file", "/nowhere"), Optional.empty(), name -> Optional.empty()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("/nowhere");
    }

    private Alert only() {
        assertThat(service.alerts()).hasSize(1);
        return service.alerts().get(0);
    }
}
