package io.weir.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.flink.PlanCache;
import io.weir.flink.PlannedStatement;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the other end of Flink's REST interface is not as it should be. */
class ClusterClientTest {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private HttpServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Answer(int status, String body) {}

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
            String path = exchange.getRequestURI().getPath();
            Answer answer = answers.getOrDefault(path, new Answer(404, "{\"errors\":[\"Not found: " + path + "\"]}"));
            boolean isLetIn = !path.startsWith("/gate/")
                    || "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (isLetIn ? answer.body() : "who are you?").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isLetIn ? answer.status() : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private ClusterClient client() {
        return new ClusterClient(ClusterAddress.of(url()));
    }

    @Test
    void whatIsNoClusterIsNamed() {
        answers.put("/overview", new Answer(200, "<html>Welcome</html>"));
        assertThatThrownBy(() -> client().overview())
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("What answers at " + url() + " is no Flink cluster: it does not speak JSON");
        answers.put("/overview", new Answer(200, "{\"status\":\"UP\"}"));
        assertThatThrownBy(() -> client().overview()).hasMessageContaining("is no Flink cluster");
        answers.put("/jobs/overview", new Answer(200, "[]"));
        assertThatThrownBy(() -> client().job("shop")).hasMessageContaining("is no Flink cluster");
        answers.put("/jobs/overview", new Answer(404, "{\"error\":\"There is no page\"}"));
        assertThatThrownBy(() -> client().jobs()).hasMessageContaining("is no Flink cluster: it has no page /jobs");
    }

    @Test
    void anErrorPageIsNotShownAsAWhole() {
        answers.put(
                "/overview",
                new Answer(502, "<html>\n<head><title>502 Bad\nGateway</title></head>" + "<p>Sorry.</p>".repeat(200)));
        assertThatThrownBy(() -> client().overview())
                .hasMessageContaining("refuses (502): 502 Bad Gateway Sorry. Sorry.")
                .hasMessageNotContaining("<")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void aNameThatIsTakenIsRefusedAndSlotsOfAllJobsAreCounted() {
        answers.put("/overview", new Answer(200, """
                {"flink-version":"2.3.1","taskmanagers":1,"slots-total":8,"slots-available":7}"""));
        answers.put("/jobs/overview", new Answer(200, """
                {"jobs":[{"jid":"a1","name":"shop","state":"RUNNING"},{"jid":"b2","name":"old","state":"FAILED"}]}"""));
        ClusterDeployment deployment =
                new ClusterDeployment(ClusterAddress.of(url()), ClusterClientTest.class.getClassLoader());
        List<PlannedStatement.Job> jobs =
                new PlanCache(folder).plan("""
                CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');
                CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');
                SET 'parallelism.default' = '6';
                INSERT INTO nowhere SELECT id FROM numbers;
                SET 'parallelism.default' = '1';
                INSERT INTO nowhere SELECT id FROM numbers;
                """, "a.sql", Map.of()).jobs();

        deployment.check(Map.of("old", jobs.get(0), "new", jobs.get(1)), OptionalInt.empty());
        assertThatThrownBy(() -> deployment.check(Map.of("old", jobs.get(0), "new", jobs.get(1)), OptionalInt.of(4)))
                .hasMessageContaining("has 7 free slots of 8, and the job needs 8");
        assertThatThrownBy(() -> deployment.check(Map.of("shop", jobs.get(1)), OptionalInt.empty()))
                .hasMessageContaining("job a1")
                .hasMessageContaining("has a job called 'shop' already, which is RUNNING")
                .hasMessageContaining("--name");
    }

    @Test
    void anotherVersionIsRefusedBeforeAnythingIsSent() {
        answers.put("/overview", new Answer(200, """
                {"flink-version":"1.20.1","taskmanagers":1,"slots-total":4,"slots-available":4}"""));
        ClusterDeployment deployment =
                new ClusterDeployment(ClusterAddress.of(url()), ClusterClientTest.class.getClassLoader());
        assertThatThrownBy(() -> deployment.checkCluster(1))
                .hasMessageContaining("runs Flink 1.20.1, and this Weir plans for 2.3")
                .hasMessageContaining("use a cluster of 2.3.x");
    }

    @Test
    void tooFewSlotsAreCounted() {
        answers.put("/overview", new Answer(200, """
                {"flink-version":"2.3.1","taskmanagers":1,"slots-total":4,"slots-available":1}"""));
        ClusterDeployment deployment =
                new ClusterDeployment(ClusterAddress.of(url()), ClusterClientTest.class.getClassLoader());
        assertThatThrownBy(() -> deployment.checkCluster(2))
                .hasMessageContaining("has 1 free slots of 4, and the job needs 2");
        deployment.checkCluster(1);
    }

    @Test
    void aGatewayWantsAHeaderAndHasAPath() {
        answers.put("/gate/flink/overview", new Answer(200, """
                {"flink-version":"2.3.0","taskmanagers":1,"slots-total":4,"slots-available":4}"""));
        ClusterAddress gate = ClusterAddress.of(url() + "/gate/flink/");
        assertThatThrownBy(() -> new ClusterClient(gate).overview())
                .hasMessageContaining("lets nobody in without leave (401)")
                .hasMessageContaining("--header");
        ClusterAddress known = gate.withHeaders(List.of("Authorization: Bearer secret"));
        assertThat(new ClusterClient(known).overview().freeSlots()).isEqualTo(4);
        assertThat(known.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> gate.withHeaders(List.of("secret-without-name")))
                .hasMessageContaining("begins with 'secr'")
                .hasMessageNotContaining("secret-without");
    }

    @Test
    void aSavepointThatFailsSaysWhy() throws InterruptedException {
        answers.put("/jobs/j/savepoints", new Answer(202, "{\"request-id\":\"t\"}"));
        answers.put("/jobs/j/stop", new Answer(202, "{\"request-id\":\"t\"}"));
        answers.put("/jobs/j/savepoints/t", new Answer(200, """
                {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"x","stack-trace":
                "Outer: outer\\n\\tat a.b\\nCaused by: java.io.IOException: No space left\\n\\tat c.d"}}}"""));
        assertThatThrownBy(() -> client().savepoint("j", Optional.empty()))
                .hasMessageContaining("could not take the savepoint: java.io.IOException: No space left");
        assertThatThrownBy(() -> client().stop("j", Optional.of("file:///full"), false))
                .hasMessageContaining("No space left");
        answers.put("/jobs/j/savepoints", new Answer(400, """
                {"errors":["RestHandlerException: No savepoint directory is set\\n\\tat x"]}"""));
        assertThatThrownBy(() -> client().savepoint("j", Optional.empty()))
                .hasMessageContaining("refuses (400)")
                .hasMessageContaining("No savepoint directory is set");
    }

    @Test
    void addresses() {
        assertThat(ClusterAddress.of("jobmanager")).hasToString("http://jobmanager:8081");
        assertThat(ClusterAddress.of("jobmanager:1234")).hasToString("http://jobmanager:1234");
        assertThat(ClusterAddress.of("https://gate/flink/prod/")).hasToString("https://gate:443/flink/prod");
        for (String wrong : List.of("ftp://x", "http://", "http://a b", "http://u:p@host", "http://host?x=1")) {
            assertThatThrownBy(() -> ClusterAddress.of(wrong)).hasMessageContaining("is no address of a Flink cluster");
        }
        assertThat(ClusterAddress.of("http://h:7").port()).isEqualTo(7);
    }

    @Test
    void noSecretIsInAMessage() {
        for (String address : List.of(
                "http://u:hidden@host",
                "u:hidden@host",
                "http://u:a?hidden@host",
                "https://host/x?token=hidden",
                "https://host/x?token=a@hidden",
                "https://host#hidden")) {
            assertThatThrownBy(() -> ClusterAddress.of(address))
                    .hasMessageContaining("is no address of a Flink cluster")
                    .hasMessageContaining("--header")
                    .hasMessageNotContaining("hidden");
        }
        ClusterAddress host = ClusterAddress.of("host");
        for (String header : List.of("Authorization: hid\nden", "Authorization: hid\u20acden", "X: hid\u0000den")) {
            assertThatThrownBy(() -> host.withHeaders(List.of(header)))
                    .isInstanceOf(WeirException.class)
                    .hasNoCause()
                    .hasMessageContaining("has a character that no header may have")
                    .hasMessageNotContaining("hid")
                    .hasMessageNotContaining("den");
        }
        for (String header : List.of("Host: hidden", "connection: hidden", "Content-Length: 1")) {
            assertThatThrownBy(() -> host.withHeaders(List.of(header)))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("is a header that HTTP itself sets")
                    .hasMessageNotContaining("hidden");
        }
        assertThat(host.withHeaders(List.of("X-Empty:", "A: b c\td")).headers())
                .containsEntry("X-Empty", "")
                .containsEntry("A", "b c\td");
    }
}
