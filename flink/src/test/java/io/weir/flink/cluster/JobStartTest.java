package io.weir.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.plan.CompiledPlan;
import io.weir.plan.WeirException;
import io.weir.plan.node.NodeInfo;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a job that was sent, when the cluster fails at each point after that. */
class JobStartTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final CompiledPlan PLAN = new CompiledPlan("2.3", List.of(), List.of());
    private static final CompiledPlan KAFKA_PLAN = new CompiledPlan("2.3", List.of(scan("kafka")), List.of());
    private static final CompiledPlan MIXED_PLAN =
            new CompiledPlan("2.3", List.of(scan("kafka"), scan("filesystem")), List.of());
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
    private volatile boolean isRestored;
    /** Whether what the attempts did has reached the cluster's JobManager. */
    private volatile boolean hasNumbers = true;
    /** The rows of the only task's attempts; -1 - N of one that runs, whose N rows are seen when it has ended. */
    private volatile List<Integer> attempts = List.of();

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
            case "/jobs/" + ID ->
                attempts.isEmpty()
                        ? ""
                        : "{\"state\":\"" + state + "\",\"vertices\":[{\"id\":\"v\",\"name\":\"Source: k\"}]}";
            case "/jobs/" + ID + "/vertices/v" -> "{\"subtasks\":[" + attempt(attempts.size() - 1) + "]}";
            case "/jobs/" + ID + "/vertices/v/subtasks/0/attempts/0" -> attempt(0);
            case "/jobs/" + ID + "/exceptions" ->
                "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"java.io.IOException: no such topic\"}]}}";
            default -> "";
        };
    }

    private String attempt(int number) {
        int rows = attempts.get(number);
        boolean runs = rows < 0 && !state.equals("CANCELED");
        int shown = rows >= 0 ? rows : runs ? 0 : -1 - rows;
        return "{\"attempt\":" + number + ",\"status\":\"" + (runs ? "RUNNING" : "FAILED")
                + "\",\"status-duration\":{\"RUNNING\":3000},\"metrics\":{\"accumulated-busy-time\":\"NaN\","
                + "\"accumulated-idle-time\":" + (hasNumbers ? 2900 : 0) + ",\"read-records\":" + shown
                + ",\"read-records-complete\":true,\"write-records\":0,\"write-records-complete\":true}}";
    }

    private static PlanNode scan(String connector) {
        RowType row = RowType.of(new BigIntType());
        NodeInfo info =
                new NodeInfo(1, "stream-exec-table-source-scan", 2, row, "scan", List.of(), Map.of(), List.of());
        PlanTable table = new PlanTable(
                "events",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of("connector", connector),
                "",
                true);
        return new TableSourceScanNode(info, table, List.of());
    }

    private JobStart job(JobStart.Limits limits) {
        return job(limits, PLAN);
    }

    private JobStart job(JobStart.Limits limits, CompiledPlan plan) {
        ClusterAddress address =
                ClusterAddress.of("http://localhost:" + server.getAddress().getPort());
        return new JobStart(new ClusterClient(address), address, ID, plan, isRestored, limits);
    }

    @Test
    void emptyCheckpointsOfAJobThatNeverReadARowAreNoResults() {
        checkpoints = 1;
        for (List<Integer> idle : List.of(List.of(0), List.of(0, 0), List.of(0, -1))) {
            attempts = idle;
            state = "RESTARTING";
            assertThatThrownBy(() -> job(PATIENT, KAFKA_PLAN).await())
                    .isNotInstanceOf(JobLeftException.class)
                    .hasMessageContaining("fails on the cluster: java.io.IOException: no such topic")
                    .hasMessageContaining("taken away again");
        }
        assertThat(cancels).hasValue(3);

        for (List<Integer> busy : List.of(List.of(7), List.of(7, 0), List.of(0, 7))) {
            attempts = busy;
            state = "RESTARTING";
            assertThatThrownBy(() -> job(PATIENT, KAFKA_PLAN).await())
                    .isInstanceOf(JobLeftException.class)
                    .hasMessageContaining(
                            "has committed results on the cluster (checkpoints: 1), and now is RESTARTING");
        }
        assertThat(cancels).hasValue(3);

        // It began to read while it was taken away.
        attempts = List.of(0, -8);
        state = "RESTARTING";
        assertThatThrownBy(() -> job(PATIENT, KAFKA_PLAN).await())
                .isInstanceOf(JobLeftException.class)
                .hasMessageContaining("has committed results on the cluster (checkpoints: 1), and now is CANCELED");
        assertThat(cancels).hasValue(4);
    }

    @Test
    void anAttemptWhoseNumbersWereLostMayHaveRead() {
        checkpoints = 1;
        attempts = List.of(0);
        hasNumbers = false;
        state = "RESTARTING";
        assertThatThrownBy(() -> job(PATIENT, KAFKA_PLAN).await()).isInstanceOf(JobLeftException.class);
        assertThat(cancels).hasValue(0);
    }

    @Test
    void checkpointsOfOtherJobsAreResultsAlsoWithoutRows() {
        checkpoints = 1;
        attempts = List.of(0);
        // Files are read from the moment at which tasks run, and a savepoint may have results without a row read.
        state = "RESTARTING";
        assertThatThrownBy(() -> job(PATIENT, MIXED_PLAN).await()).isInstanceOf(JobLeftException.class);
        isRestored = true;
        assertThatThrownBy(() -> job(PATIENT, KAFKA_PLAN).await()).isInstanceOf(JobLeftException.class);
        assertThat(cancels).hasValue(0);
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
