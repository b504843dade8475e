package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.run.RunOptions;
import io.weir.server.alert.Receiver;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Health, alerts, silences and runbooks of a server with pipelines that really run. */
@Timeout(120)
class AlertApiTest {
    /** One alert of a table with a key, from a stream that goes on. */
    private static final String RAISES = """
            CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '50',
                'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '100000');
            CREATE TABLE alerts (severity STRING, `key` STRING, text STRING, many BIGINT,
                PRIMARY KEY (`key`) NOT ENFORCED) WITH ('connector' = 'alert');
            INSERT INTO alerts
            SELECT 'critical', 'rows', 'more than ten rows', COUNT(*) FROM g HAVING COUNT(*) > 10;
            """;

    private static final String FAILS = """
            CREATE TABLE f (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
            CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT id FROM f;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Path folder;
    private Receiver receiver;
    private WeirServer server;
    private ApiClient api;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(home.resolve("pipelines"));
        receiver = new Receiver();
    }

    private void serve() {
        server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withConfiguration("weir.alert.route.duty.type", "pagerduty")
                .withConfiguration("weir.alert.route.duty.url", receiver.url("/v2/enqueue"))
                .withConfiguration("weir.alert.route.duty.key", "R0-secret")
                .withConfiguration("weir.alert.interval", "1 s")
                .withConfiguration("weir.alert.failure.for", "0 s")
                // The machine of a build is busy, which is no matter here.
                .withConfiguration("weir.alert.resources.enabled", "false")
                .withRun(RunOptions.defaults().withParallelism(1)));
        api = new ApiClient(server.port());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        receiver.close();
    }

    @Test
    void whatAPipelineRaisesIsShownTakenOnAndTold() throws Exception {
        Files.writeString(folder.resolve("shop.sql"), RAISES);
        serve();

        JsonNode alerts =
                api.await("/api/v1/alerts", answer -> answer.path("alerts").size() == 1);

        JsonNode alert = alerts.path("alerts").get(0);
        assertThat(alert.path("name").asString()).isEqualTo("alerts");
        assertThat(alert.path("pipeline").asString()).isEqualTo("shop");
        assertThat(alert.path("key").asString()).isEqualTo("rows");
        assertThat(alert.path("severity").asString()).isEqualTo("critical");
        assertThat(alert.path("state").asString()).isEqualTo("firing");
        assertThat(alert.path("text").asString()).isEqualTo("more than ten rows");
        assertThat(alert.path("labels").path("many").asString()).isNotEmpty();
        JsonNode trigger = receiver.await(1).get(0).json();
        assertThat(trigger.path("event_action").asString()).isEqualTo("trigger");
        assertThat(trigger.path("payload").path("summary").asString())
                .isEqualTo("alerts rows of shop: more than ten rows");

        String id = alert.path("id").asString();
        assertThat(api.post("/api/v1/alerts/" + id + "/acknowledge", "").statusCode())
                .isEqualTo(200);
        assertThat(receiver.await(2).get(1).json().path("event_action").asString())
                .isEqualTo("acknowledge");
        assertThat(api.post("/api/v1/alerts/other/acknowledge", "").statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/alerts").body()).doesNotContain("R0-secret");
        assertThat(api.json("/api/v1/alerts").path("routes").get(0).path("sent").asInt())
                .isGreaterThanOrEqualTo(1);

        server.close();
        serve();
        JsonNode again =
                api.await("/api/v1/alerts", answer -> answer.path("alerts").size() == 1);
        assertThat(again.path("alerts").get(0).path("state").asString())
                .as("a server that starts again has not forgotten it")
                .isEqualTo("acknowledged");
    }

    @Test
    void aPipelineThatFailsIsAnAlertWithTheRunbookOfItsFailure() throws Exception {
        Path input = Files.writeString(home.resolve("in.json"), "{\"id\":1}\n{\"id\":\"x\"}\n");
        Files.writeString(folder.resolve("bad.sql"), FAILS.formatted(input));
        serve();

        JsonNode alerts =
                api.await("/api/v1/alerts", answer -> answer.path("alerts").size() == 1);

        JsonNode alert = alerts.path("alerts").get(0);
        assertThat(alert.path("name").asString()).isEqualTo("failure");
        assertThat(alert.path("key").asString()).isEqualTo("down");
        assertThat(alert.path("runbook").asString()).isEqualTo("errors");
        assertThat(alert.path("text").asString()).contains("in.json");
    }

    @Test
    void theHealthTableHasTheSevenRows() throws Exception {
        Files.writeString(folder.resolve("shop.sql"), RAISES);
        serve();

        JsonNode rows = api.await(
                        "/api/v1/health", answer -> answer.path("rows").size() == 7)
                .path("rows");

        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.path("name").asString()));
        assertThat(names)
                .containsExactly("resources", "lag", "throughput", "errors", "latency", "backpressure", "state");
        assertThat(rows.get(0).path("pipeline").isNull()).isTrue();
        rows.forEach(row -> {
            assertThat(row.path("status").asString()).isIn("ok", "warning", "firing", "unknown");
            assertThat(row.path("text").asString()).isNotEmpty();
            assertThat(row.path("action").asString()).isNotEmpty();
            assertThat(row.path("runbook").asString()).isNotEmpty();
        });
    }

    @Test
    void silencesComeAndGo() throws Exception {
        serve();

        HttpResponse<String> made =
                api.post("/api/v1/silences", "{\"matchers\":{\"name\":\"lag\"},\"minutes\":60,\"comment\":\"moving\"}");
        assertThat(made.statusCode()).isEqualTo(200);
        JsonNode silence = api.json("/api/v1/alerts").path("silences").get(0);
        assertThat(silence.path("comment").asString()).isEqualTo("moving");
        assertThat(silence.path("matchers").path("name").asString()).isEqualTo("lag");

        String path = "/api/v1/silences/" + silence.path("id").asString();
        HttpRequest delete = api.request(path).DELETE().build();
        assertThat(api.send(delete).statusCode()).isEqualTo(200);
        assertThat(api.send(delete).statusCode()).isEqualTo(404);
        assertThat(api.json("/api/v1/alerts").path("silences")).isEmpty();
    }

    @Test
    void aSilenceThatMakesNoSenseIsRefused() throws Exception {
        serve();

        for (String body : List.of(
                "",
                "[]",
                "{\"minutes\":60}",
                "{\"matchers\":{},\"minutes\":60}",
                "{\"matchers\":{\"name\":\"lag\"}}",
                "{\"matchers\":{\"name\":\"lag\"},\"minutes\":0}",
                "{\"matchers\":{\"name\":\"lag\"},\"minutes\":999999}",
                "{\"matchers\":{\"name\":\"lag\"},\"minutes\":60,\"until\":1}",
                "{\"matchers\":{\"name\":\"lag\"},\"minutes\":60,\"comment\":\"" + "x".repeat(1001) + "\"}")) {
            assertThat(api.post("/api/v1/silences", body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(api.json("/api/v1/alerts").path("silences")).isEmpty();
    }
}
