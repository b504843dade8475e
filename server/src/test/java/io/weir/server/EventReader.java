package io.weir.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events, by the rules of the standard. */
final class EventReader implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** One event. */
    record Event(String name, String id, JsonNode data) {}

    private final InputStream in;
    private final BufferedReader reader;

    private EventReader(InputStream in) {
        this.in = in;
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    static EventReader open(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    answer.statusCode() + " " + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new EventReader(answer.body());
    }

    /** The next event; fails at the end of the stream. */
    Event next() throws IOException {
        String name = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(name, id, JSON.readTree(data.toString()));
                }
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            }
        }
    }

    /** The next event that is as wanted. */
    Event next(Predicate<Event> wanted) throws IOException {
        Event event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
