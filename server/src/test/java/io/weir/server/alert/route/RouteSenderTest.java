package io.weir.server.alert.route;

import static io.weir.server.alert.route.Alerts.lag;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.Clock;
import io.weir.server.alert.Receiver;
import io.weir.server.alert.book.AlertState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries to a real HTTP server. */
@Timeout(60)
class RouteSenderTest {
    private final BlockingQueue<Notification> givenUp = new LinkedBlockingQueue<>();
    private Receiver receiver;
    private RouteSender sender;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        if (sender != null) {
            sender.close();
        }
        receiver.close();
    }

    private void send(Map<String, String> options, String url) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "weir.alert.route.team.type", "pagerduty",
                "weir.alert.route.team.key", "R0-secret",
                "weir.alert.route.team.url", url,
                "weir.alert.route.team.timeout", "2 s"));
        options.forEach((option, value) -> all.put("weir.alert.route.team." + option, value));
        sender = new RouteSender(RouteReader.read(all, name -> Optional.empty()).get(0), Clock.SYSTEM, 5, givenUp::add);
        assertThat(sender.offer(notification())).isTrue();
    }

    private static Notification notification() {
        return new Notification("g1", Map.of(), List.of(lag("shop", AlertState.FIRING)), 0, 0, "http://weir");
    }

    @Test
    void aNotificationIsPosted() throws InterruptedException {
        send(Map.of(), receiver.url("/v2/enqueue"));

        Receiver.Request request = receiver.await(1).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/enqueue");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.json().path("routing_key").asString()).isEqualTo("R0-secret");
        await(() -> sender.status().sent() == 1);
        assertThat(sender.status().lastSentAt()).isNotNull();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void whatTheReceiverCannotDoNowIsTriedAgain() throws InterruptedException {
        receiver.answer(503, "away")
                .answer(429, Map.of("Retry-After", "1"), "slow down")
                .answer(500, "");
        long start = System.nanoTime();

        send(Map.of(), receiver.url("/v2/enqueue"));

        List<Receiver.Request> requests = receiver.await(4);
        await(() -> sender.status().sent() == 1);
        assertThat(System.nanoTime() - start).as("Retry-After").isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(requests)
                .extracting(Receiver.Request::body)
                .containsOnly(requests.get(0).body());
        assertThat(sender.status().retried()).isEqualTo(3);
        assertThat(sender.status().failed()).isZero();
        assertThat(sender.status().lastError()).as("that is over").isNull();
    }

    @Test
    void whatTheReceiverRefusesIsNotTriedAgainAndNoKeyIsShown() throws InterruptedException {
        receiver.answer(400, "bad key R0-secret in request");

        send(Map.of(), receiver.url("/services/T0/secret-path"));

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isNotNull();
        RouteStatus status = sender.status();
        assertThat(receiver.requests()).hasSize(1);
        assertThat(status.failed()).isEqualTo(1);
        assertThat(status.lastError()).contains("answers 400: bad key **** in request");
        assertThat(status + " " + sender.settings())
                .doesNotContain("R0-secret")
                .doesNotContain("secret-path")
                .contains("http://127.0.0.1");
    }

    @Test
    void whatNobodyAnswersIsGivenUpInTheEnd() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        send(Map.of("retry-for", "100 ms"), "http://127.0.0.1:" + closed + "/");

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(sender.status().retried()).isPositive();
        assertThat(sender.status().lastError()).startsWith("no answer from http://127.0.0.1:" + closed);
    }

    @Test
    void aReceiverThatTakesTheConnectionAndSaysNothingIsNotWaitedForForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            send(Map.of("timeout", "100 ms", "retry-for", "1 ms"), "http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(sender.status().lastError()).contains("timed out");
        }
    }

    @Test
    void whatWaitsIsBounded() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            send(Map.of("timeout", "30 s"), "http://127.0.0.1:" + silent.getLocalPort() + "/");
            int taken = 0;
            while (sender.offer(notification())) {
                taken++;
                assertThat(taken).isLessThanOrEqualTo(RouteSender.QUEUE_MAX + 1);
            }

            assertThat(sender.status().failed()).isEqualTo(1);
            assertThat(sender.status().lastError()).isEqualTo("more than 1000 notifications wait");
        }
    }

    @Test
    void theLogTakesEverything() throws InterruptedException {
        sender = new RouteSender(
                RouteSettings.of("log", RouteSettings.Type.LOG, ""),
                Clock.SYSTEM,
                Duration.ofSeconds(1).toMillis(),
                givenUp::add);
        assertThat(sender.offer(notification())).isTrue();

        await(() -> sender.status().sent() == 1);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
