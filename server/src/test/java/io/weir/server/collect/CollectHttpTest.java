package io.weir.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.Clock;
import io.weir.server.http.HttpOptions;
import io.weir.server.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector as pages and programs see it. */
@SuppressWarnings("NullAway.Init")
class CollectHttpTest {
    private static final String GOOD = "{\"user_id\":1,\"page\":\"/\"}";

    @TempDir
    private Path folder;

    private CollectFixture fixture;
    private HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        CollectSettings settings = new CollectSettings(10_000, 1000, 100, 10_000, 5, 0);
        fixture = new CollectFixture(folder, settings, Map.of());
        server = HttpServer.start(
                HttpOptions.local(0).withOrigins(List.of("https://shop.example")),
                new CollectRoutes(fixture.collector).routes(),
                Clock.SYSTEM);
    }

    @AfterEach
    void stop() {
        server.close();
        fixture.close();
    }

    private HttpResponse<String> send(String method, String query, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/collect/clicks" + query))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anEventIsTakenInWhateverWayBrowsersAndCurlSendIt() throws IOException, InterruptedException {
        for (String type : new String[] {"text/plain;charset=UTF-8", "application/x-www-form-urlencoded"}) {
            HttpResponse<String> answer = send("POST", "", GOOD, "Content-Type", type);
            assertThat(answer.statusCode()).as(type).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
        }
        assertThat(fixture.records()).hasSize(2);
    }

    @Test
    void anEventThatIsNotTakenSaysWhy() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "?unknown=reject", "[" + GOOD + ",{\"user_id\":1,\"x\":0}]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"accepted\":0", "\"index\":1,\"reason\":\"field x: the table has no such column\"");
        assertThat(send("POST", "?errors=maybe", GOOD).statusCode()).isEqualTo(400);
        assertThat(send("POST", "", GOOD, "Content-Type", "application/xml").statusCode())
                .isEqualTo(415);
        assertThat(send("POST", "", " ".repeat(20_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void theTablesAreListedWithTheirColumns() throws IOException, InterruptedException {
        URI tables = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/collect");
        String answer = client.send(HttpRequest.newBuilder(tables).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(answer)
                .startsWith("{\"tables\":[{\"name\":\"clicks\",\"connector\":\"collect\"")
                .contains("{\"name\":\"user_id\",\"type\":\"BIGINT\",\"required\":true}");
    }

    @Test
    void whoIsTooQuickIsToldWhenToComeAgain() throws IOException, InterruptedException {
        assertThat(send("POST", "", GOOD.repeat(10)).statusCode()).isEqualTo(202);
        HttpResponse<String> answer = send("POST", "", GOOD);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"error\"", "Send it again after 2 s");
    }

    @Test
    void pagesOfOriginsThatAreNamedMaySendAndNoOthers() throws IOException, InterruptedException {
        HttpResponse<String> preflight = send("OPTIONS", "", "", "Origin", "https://shop.example");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, POST");
        assertThat(send("POST", "", GOOD, "Origin", "https://shop.example").statusCode())
                .isEqualTo(202);
        String own = "http://127.0.0.1:" + server.port();
        assertThat(send("POST", "", GOOD, "Origin", own).statusCode()).isEqualTo(202);

        HttpResponse<String> foreign =
                send("POST", "", GOOD, "Origin", "https://evil.example", "Content-Type", "text/plain");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(fixture.records()).hasSize(2);
    }
}
