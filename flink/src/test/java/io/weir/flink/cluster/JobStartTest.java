package io.weir.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.plan.CompiledPlan;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a job that was sent, when the cluster fails at each point after that. */
class JobStartTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final CompiledPlan PLAN = new CompiledPlan("2.3", List.of(), List.of());
    private static final JobStart.Limits SHORT = new JobStart.Limits(
            Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMillis(10), Duration.ZERO, Duration.ZERO);
    private static final JobStart.Limits PATIENT = new JobStart.Limits(
            Duration.ofMinutes(1),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private HttpServer server;
    /** From which request on, and until which, there are only errors. */
    private volatile int brokenFrom = Integer.MAX_VALUE;

    private volatile int brokenUntil = Integer.MAX_VALUE;
    private volatile boolean isThere = true;
    private volatile String state = "RUNNING";
    private volatile int checkpoints;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int request = requests.incrementAndGet();
            boolean isBroken = request >= brokenFrom && request < brokenUntil;
            String text = isBroken ? "no upstream" : text(exchange);
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    isBroken ? 503 : text.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String text(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PATCH")) {
            cancels.incrementAndGet();
            state = "CANCELED";
            return "{}";
        }
        return switch (path) {
            case "/jobs/overview" ->
                isThere
                        ? "{\"jobs\":[{\"jid\":\"" + ID + "\",\"name\":\"shop\",\"state\":\"" + state
                                + "\",\"tasks\":{\"total\":2,\"running\":" + (state.equals("RUNNING") ? 2 : 0) + "}}]}"
                        : "{\"jobs\":[]}";
            case "/jobs/" + ID + "/checkpoints" ->
                checkpoints < 0 ? "" : "{\"counts\":{\"completed\":" + checkpoints + "}}";
            case "/jobs/" + ID + "/exceptions" ->
                "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"java.io.IOException: no such topic\"}]}}";
            default -> "";
        };
    }

    private JobStart job(JobStart.Limits limits) {
        ClusterAddress address =
                ClusterAddress.of("http://localhost:" + server.getAddress().getPort());
        return new JobStart(new ClusterClient(address), address, ID, PLAN, limits);
    }

    @Test
    void aJobThatRunsMayGoWithoutAnAnswerForAWhile() throws InterruptedException {
        brokenFrom = 1;
        brokenUntil = 4;
        assertThat(job(PATIENT).await()).isEqualTo("RUNNING");
        assertThat(cancels).hasValue(0);
    }

    @Test
    void itIsNotKnownOfAJobWhoseClusterFallsSilent() {
        // before the first question, and after it
        for (int from = 1; from <= 2; from++) {
            requests.set(0);
            brokenFrom = from;
            assertThatThrownBy(() -> job(SHORT).await())
                    .isInstanceOf(JobLeftException.class)
                    .hasMessageContaining("not known whether the job runs")
                    .hasMessageContaining("weir stop " + ID);
        }
    }

    @Test
    void aSilenceThatEndsIsUsedToCancel() {
        // The first question is not answered, and the next ones are.
        brokenFrom = 1;
        brokenUntil = 2;
        assertThatThrownBy(() -> job(new JobStart.Limits(
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofMinutes(1)))
                        .await())
                .isInstanceOf(WeirException.class)
                .isNotInstanceOf(JobLeftException.class)
                .hasMessageContaining("refuses (503)");
        assertThat(cancels).hasValue(1);
    }

    @Test
    void aJobThatFailsIsTakenAwayUnlessItHasCommitted() {
        state = "RESTARTING";
        assertThatThrownBy(() -> job(PATIENT).await())
                .isNotInstanceOf(JobLeftException.class)
                .hasMessageContaining("fails on the cluster: java.io.IOException: no such topic")
                .hasMessageContaining("taken away again");
        assertThat(cancels).hasValue(1);

        state = "RESTARTING";
        checkpoints = 3;
        assertThatThrownBy(() -> job(PATIENT).await())
                .isInstanceOf(JobLeftException.class)
                .hasMessageContaining("has committed results on the cluster (checkpoints: 3), and now is RESTARTING");
        assertThat(cancels).hasValue(1);

        // A job that never came so far keeps no checkpoints.
        state = "FAILED";
        checkpoints = -1;
        assertThatThrownBy(() -> job(PATIENT).await())
                .isNotInstanceOf(JobLeftException.class)
                .hasMessageContaining("fails on the cluster");
        assertThat(cancels).hasValue(1);
    }

    @Test
    void aJobWhoseAnswerWasLostIsFoundAndTakenAway() throws InterruptedException {
        RuntimeException lost = new IllegalStateException("lost");
        job(PATIENT).takeBack(lost);
        assertThat(cancels).hasValue(1);
        isThere = false;
        job(PATIENT).takeBack(lost);
        assertThat(cancels).hasValue(1);
        brokenFrom = 0;
        assertThatThrownBy(() -> job(SHORT).takeBack(lost)).isInstanceOf(JobLeftException.class);
    }

    @Test
    void aJobThatTheClusterForgetsIsNotKnown() {
        isThere = false;
        assertThatThrownBy(() -> job(SHORT).await()).isInstanceOf(JobLeftException.class);
    }
}
