package io.weir.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server over HTTP, as anybody would. */
final class ApiClient {
    private static final long WAIT_MILLIS = 90_000;
    private static final long POLL_MILLIS = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;

    ApiClient(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** Asks until the answer is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + WAIT_MILLIS;
        JsonNode answer = json(path);
        while (!wanted.test(answer)) {
            boolean isLost = path.startsWith("/api/v1/views")
                    && json("/api/v1/pipelines").toString().contains("\"FAILED\"");
            if (System.currentTimeMillis() > end || isLost) {
                throw new AssertionError(path + " still answers " + answer + "; " + json("/api/v1/pipelines"));
            }
            Thread.sleep(POLL_MILLIS);
            answer = json(path);
        }
        return answer;
    }

    /** Waits until a pipeline is in a state. */
    JsonNode awaitState(String pipeline, String state) throws IOException, InterruptedException {
        return await(
                "/api/v1/pipelines/" + pipeline,
                answer -> answer.path("state").asString("").equals(state));
    }
}
