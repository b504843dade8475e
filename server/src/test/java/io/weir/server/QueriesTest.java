package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions in SQL over HTTP. */
@Timeout(120)
class QueriesTest extends ServerFixture {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PRICES = """
            CREATE TABLE src (id INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'inline', 'rows' = '
            {"id": 1, "price": 10}
            {"id": 2, "price": 30}
            {"id": 3, "price": 20}
            ');
            CREATE TABLE prices (id INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'view');
            CREATE TABLE g (k INT, `password` STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
            INSERT INTO prices SELECT id, price FROM src WHERE price > 0;
            """;

    private void prices() throws Exception {
        write("shop", PRICES);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() == 3);
    }

    private List<JsonNode> ask(String sql, String more) throws Exception {
        HttpResponse<String> answer =
                api.post("/api/v1/query", "{\"sql\":" + JSON.writeValueAsString(sql) + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        answer.body().lines().filter(line -> !line.isEmpty()).forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }

    @Test
    void aSelectOverAViewGivesItsFinalRowsInOrder() throws Exception {
        prices();

        List<JsonNode> lines = ask("SELECT id, price FROM prices ORDER BY price DESC", "");

        assertThat(lines.get(0).path("columns").get(1).path("name").asString()).isEqualTo("price");
        assertThat(lines.get(0).path("insertOnly").asBoolean()).isTrue();
        assertThat(lines.get(0).path("plan").size()).isGreaterThan(1);
        assertThat(lines.subList(1, 4).stream()
                        .map(line -> line.path("row").path("id").asInt()))
                .containsExactly(2, 3, 1);
        assertThat(lines.get(4).toString()).isEqualTo("{\"end\":\"finished\",\"rows\":3}");
        assertThat(ask("SELECT COUNT(*) AS n, SUM(price) AS s FROM prices", "")
                        .get(1)
                        .toString())
                .isEqualTo("{\"op\":\"+I\",\"row\":{\"n\":3,\"s\":60}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sq\":\"SELECT 1\"} | There is no field 'sq' | limit, seconds, sql",
                "{\"sql\":\"SELECT 1\",\"limit\":\"x\"} | The field limit must be a number | body:1:",
                "{\"sql\":[]} | The field sql must be a text | body:1:",
                "[] | The body must be an object | body:1:1",
                "{\"sql\": | The body is no JSON: Unexpected end-of-input | Send a JSON object",
            })
    void aBodyThatDoesNotFitIsAnsweredWithItsFieldAndNotWithOurClasses(String body, String what, String more)
            throws Exception {
        HttpResponse<String> answer = api.post("/api/v1/query", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(what, more).doesNotContain("class", "java", "REDACTED");
    }

    @Test
    void aSelectOverAStreamEndsAtItsLimitOrItsTime() throws Exception {
        prices();

        List<JsonNode> limited = ask("SELECT k FROM g", ",\"limit\":5");
        assertThat(limited).hasSize(7);
        assertThat(limited.get(6).path("end").asString()).isEqualTo("limit");

        List<JsonNode> updates = ask("SELECT COUNT(*) AS n FROM g", ",\"limit\":4");
        assertThat(updates.subList(1, updates.size() - 1).stream()
                        .map(line -> line.path("op").asString()))
                .as("the limit does not take a row away")
                .containsExactly("+I", "-U", "+U", "-U", "+U");

        List<JsonNode> timed = ask("SELECT COUNT(*) AS n FROM g", ",\"seconds\":2,\"limit\":100000");
        assertThat(timed.get(0).path("insertOnly").asBoolean()).isFalse();
        assertThat(timed.get(timed.size() - 1).path("end").asString()).isEqualTo("time");
        assertThat(timed).hasSizeGreaterThan(10);
    }

    /** Fewer than fill a buffer, and more often than any silence. */
    @Test
    void rowsThatComeOneByOneAreSeenOneByOne() throws Exception {
        prices();
        String body = JSON.writeValueAsString(Map.of("sql", "SELECT k FROM g WHERE MOD(k, 5) = 0", "seconds", 60));
        HttpRequest request = api.request("/api/v1/query")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long startNanos = System.nanoTime();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && !line.contains("\"op\"")) {
                line = reader.readLine();
            }
            assertThat(line).contains("\"op\":\"+I\"");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos))
                    .as("before the end of the query")
                    .isLessThan(55);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE src",
                "INSERT INTO prices SELECT id, price FROM src",
                "CREATE TABLE x (a INT) WITH ('connector' = 'filesystem', 'path' = '/etc', 'format' = 'raw')",
                "SET 'pipeline.jars' = '/tmp/x.jar'",
                "ADD JAR '/tmp/x.jar'",
                "SELECT id FROM src; SELECT id FROM src",
                "SELECT id FROM src; DROP TABLE src",
                "SELECT id FROM src /*+ OPTIONS('rows' = '{\"id\": 7}') */",
                "SELECT nothing FROM src",
                "SELECT FROM WHERE",
                "",
            })
    void whatIsNoPlainSelectIsRefused(String sql) throws Exception {
        prices();

        HttpResponse<String> answer = api.post("/api/v1/query", JSON.writeValueAsString(Map.of("sql", sql)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").path("what").asString())
                .isNotEmpty();
    }

    @Test
    void aQueryMakesRoomWhenItsReaderHasGone() throws Exception {
        prices();
        for (int i = 0; i < 6; i++) {
            java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
            HttpResponse<java.io.InputStream> answer = client.send(
                    api.request("/api/v1/query")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                    "{\"sql\":\"SELECT k FROM g\",\"seconds\":60,\"limit\":100000}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            int status = answer.statusCode();
            for (long end = System.currentTimeMillis() + 20_000; status == 429 && System.currentTimeMillis() < end; ) {
                Thread.sleep(200);
                status = api.post("/api/v1/query", "{\"sql\":\"SELECT k FROM g\",\"limit\":1}")
                        .statusCode();
            }
            assertThat(status).isEqualTo(200);
            answer.body().close();
        }
    }

    @Test
    void explainsWithoutRunning() throws Exception {
        prices();

        HttpResponse<String> answer = api.post(
                "/api/v1/explain",
                JSON.writeValueAsString(
                        Map.of("sql", "SELECT price, COUNT(*) FROM prices WHERE id > 1 GROUP BY price")));

        JsonNode nodes = JSON.readTree(answer.body()).path("jobs").get(0).path("nodes");
        assertThat(nodes.size()).as(answer.body()).isGreaterThan(2);
        nodes.forEach(node ->
                assertThat(node.path("native").asBoolean()).as(node.toString()).isTrue());
        assertThat(api.post("/api/v1/explain", "{\"sql\":\"CREATE FUNCTION f AS 'x' USING JAR '/tmp/x.jar'\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/explain", "{\"sql\":\"SELECT\",\"more\":1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nodesKnowTheirPartOfTheScript() throws Exception {
        prices();

        JsonNode shop = api.json("/api/v1/pipelines/shop");
        String sql = shop.path("sql").asString();
        List<String> parts = new ArrayList<>();
        shop.path("jobs").get(0).path("nodes").forEach(node -> {
            if (!node.path("sqlFrom").isNull()) {
                parts.add(sql.substring(
                        node.path("sqlFrom").asInt(), node.path("sqlTo").asInt()));
            }
        });

        assertThat(parts).anyMatch(part -> part.startsWith("CREATE TABLE src (") && part.endsWith("')"));
        assertThat(parts).contains("WHERE price > 0", "INSERT INTO prices");
    }

    @Test
    void listsTables() throws Exception {
        prices();

        JsonNode tables = api.json("/api/v1/tables").path("tables");

        assertThat(tables.path(0).path("name").asString()).isEqualTo("prices");
        assertThat(tables.path(0).path("columns").path(0).path("key").asBoolean())
                .isTrue();
        assertThat(tables.path(1).path("connector").asString()).isEqualTo("inline");
    }
}
