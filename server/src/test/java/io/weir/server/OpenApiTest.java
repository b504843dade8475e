package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What the API says of itself is so. */
@Timeout(120)
class OpenApiTest extends ServerFixture {
    private static final String PRICES = """
            CREATE TABLE src (id INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'inline',
                'rows' = '{"id": 1, "price": 10}');
            CREATE TABLE prices (id INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'view');
            INSERT INTO prices SELECT id, price FROM src;
            """;

    @Test
    void everyDescribedFieldOccursInARealAnswer() throws Exception {
        write("prices", PRICES);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() == 1);
        JsonNode paths = api.json("/openapi.json").path("paths");
        List<String> asked = new ArrayList<>();
        for (String path : paths.propertyNames()) {
            JsonNode schema = paths.path(path)
                    .path("get")
                    .path("responses")
                    .path("2XX")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            boolean isNamed = path.startsWith("/api/v1/pipelines/{name}") || path.startsWith("/api/v1/views/{name}");
            if (schema.path("type").asString("").equals("object") && (isNamed || !path.contains("{"))) {
                asked.add(path);
                JsonNode answer = api.json(path.replace("{name}", "prices"));
                List<String> missing = new ArrayList<>();
                compare(path, schema, answer, missing);
                assertThat(missing).as(path + ": " + answer).isEmpty();
            }
        }
        assertThat(asked).contains("/api/v1/pipelines", "/api/v1/pipelines/{name}", "/api/v1/views/{name}");
    }

    private static void compare(String at, JsonNode schema, JsonNode answer, List<String> missing) {
        if (answer.isArray()) {
            answer.forEach(item -> compare(at + "[]", schema.path("items"), item, missing));
        } else if (answer.isObject() && schema.has("properties")) {
            Set<String> described = new TreeSet<>(schema.path("properties").propertyNames());
            Set<String> found = new TreeSet<>(answer.propertyNames());
            if (!described.equals(found)) {
                missing.add(at + " describes " + described + " and answers " + found);
            }
            described.forEach(
                    name -> compare(at + "." + name, schema.path("properties").path(name), answer.path(name), missing));
        }
    }

    @Test
    void everyPathIsThere() throws Exception {
        JsonNode paths = api.json("/openapi.json").path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/health/live",
                        "/metrics",
                        "/api/v1/query",
                        "/api/v1/explain",
                        "/api/v1/views/{name}/changes",
                        "/api/v1/collect/{table}",
                        "/api/v1/session");
        for (String path : paths.propertyNames()) {
            if (paths.path(path).has("get") && !path.contains("{")) {
                assertThat(api.get(path).statusCode()).as(path).isIn(200, 503);
            }
        }
    }
}
