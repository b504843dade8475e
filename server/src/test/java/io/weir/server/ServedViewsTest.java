package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.EventReader.Event;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Views over HTTP, written by pipelines that run. */
@Timeout(120)
class ServedViewsTest extends ServerFixture {
    private static final String PRICES = """
            CREATE TABLE src (id INT, name STRING, price DECIMAL(8, 2), made TIMESTAMP(3),
                PRIMARY KEY (id) NOT ENFORCED) WITH (
                'connector' = 'inline', 'rows' = '
                    {"id": 1, "name": "anvil", "price": 10.50, "made": "2026-01-01 00:00:00"}
                    {"id": 2, "name": "bolt, \\"M4\\"", "price": 0.10, "made": "2026-01-02 00:00:00"}
                    {"id": 3, "name": null, "price": 99.99, "made": "2026-01-03 12:30:00.5"}
                    {"id": 4, "name": "drill", "price": 80, "made": "2026-01-04 00:00:00"}');
            CREATE TABLE prices (id INT, name STRING, price DECIMAL(8, 2), made TIMESTAMP(3),
                PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'view');
            INSERT INTO prices SELECT * FROM src;
            """;
    /** Counts that change all the time. */
    private static final String COUNTS = """
            CREATE TABLE g (k INT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '%d',
                'fields.k.min' = '1', 'fields.k.max' = '%d');
            CREATE TABLE counts (k INT, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');
            INSERT INTO counts SELECT k, COUNT(*) FROM g GROUP BY k;
            """;

    private void prices() throws Exception {
        write("shop", PRICES);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() == 4);
    }

    private void counts(int rate, int keys) throws Exception {
        write("counting", COUNTS.formatted(rate, keys));
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() >= Math.min(keys, 3));
    }

    @Test
    void theServerIsReadyWhenItsViewsAreRestored() throws Exception {
        write("counting", """
                CREATE TABLE g (k INT) WITH ('connector' = 'datagen', 'rows-per-second' = '50');
                CREATE TABLE counts (n BIGINT, k INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO counts SELECT COUNT(*), k FROM g GROUP BY k;
                """);
        api.awaitState("counting", "RUNNING");

        JsonNode ready = api.await(
                "/health/ready", answer -> answer.path("status").asString().equals("ready"));

        assertThat(ready.path("checks").toString())
                .contains("{\"name\":\"view counts\",\"status\":\"ok\",\"text\":\"RESTORED\"}");
    }

    @Test
    void saysWhichViewsThereAre() throws Exception {
        prices();

        JsonNode view = api.json("/api/v1/views").path("views").get(0);

        assertThat(view.path("name").asString()).isEqualTo("prices");
        assertThat(view.path("pipeline").asString()).isEqualTo("shop");
        assertThat(view.path("appendOnly").asBoolean()).isFalse();
        assertThat(view.path("columns").get(0).toString())
                .isEqualTo("{\"name\":\"id\",\"type\":\"INT NOT NULL\",\"key\":true}");
        assertThat(view.path("columns").get(2).path("type").asString()).isEqualTo("DECIMAL(8, 2)");
        assertThat(view.path("freshness").path("committedAt").asString()).startsWith("20");
        assertThat(view.path("freshness").path("commitAgeMillis").isNumber()).isTrue();
        assertThat(view.path("sql").asString()).startsWith("INSERT INTO prices");
        assertThat(api.json("/api/v1/pipelines/shop").path("views").get(0).asString())
                .isEqualTo("prices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1,2,3,4",
                "?id=3|3",
                "?id.gte=2&id.lt=4|2,3",
                "?name=drill|4",
                "?name.prefix=b|2",
                "?name.null=|3",
                "?name.notnull=&order=-id|4,2,1",
                "?price.gt=10.5&order=price|4,3",
                "?made.gte=2026-01-03T00:00:00&order=-made|4,3",
                "?order=-price&limit=2|3,4",
                "?id.ne=1&limit=1|2",
                "?id=77|",
            })
    void answersWhatIsAskedFor(String query, String ids) throws Exception {
        prices();

        JsonNode answer = api.json("/api/v1/views/prices" + query);

        List<String> found = new ArrayList<>();
        answer.path("rows").forEach(row -> found.add(row.path("id").asString()));
        assertThat(String.join(",", found)).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void givesRowsAsJsonNdjsonAndCsv() throws Exception {
        prices();

        assertThat(api.get("/api/v1/views/prices?columns=id,price,name&id.gte=2&id.lte=3&format=ndjson")
                        .body())
                .isEqualTo("{\"id\":2,\"price\":0.10,\"name\":\"bolt, \\\"M4\\\"\"}\n"
                        + "{\"id\":3,\"price\":99.99,\"name\":null}\n");
        HttpResponse<String> csv = api.send(api.request("/api/v1/views/prices?columns=id,name&id.lte=2")
                .header("Accept", "text/csv")
                .build());
        assertThat(csv.body()).isEqualTo("id,name\n1,anvil\n2,\"bolt, \"\"M4\"\"\"\n");
        assertThat(csv.headers().firstValue("Weir-Version")).isPresent();
        assertThat(csv.headers().firstValue("Weir-Committed-At")).isPresent();
        JsonNode json = api.json("/api/v1/views/prices?id=3");
        assertThat(json.path("rows").get(0).path("made").asString()).isEqualTo("2026-01-03T12:30:00.5");
        assertThat(json.path("view").asString()).isEqualTo("prices");
        assertThat(json.path("freshness").path("version").asLong()).isPositive();
    }

    @Test
    void givesPageAfterPage() throws Exception {
        prices();

        List<Integer> ids = new ArrayList<>();
        String page = "";
        for (int i = 0; i < 10; i++) {
            JsonNode answer = api.json("/api/v1/views/prices?order=-price&limit=3" + page);
            answer.path("rows").forEach(row -> ids.add(row.path("id").asInt()));
            if (answer.path("nextPage").isNull()) {
                break;
            }
            page = "&after=" + answer.path("nextPage").asString();
        }

        assertThat(ids).containsExactly(3, 4, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "?page=/home",
        "?page.eq=/home",
        "?order.eq=2&order=-clicks",
        "?limit.eq=5&limit=1",
    })
    void aColumnMayHaveTheNameOfAParameter(String query) throws Exception {
        write("pages", """
                CREATE TABLE src (page STRING, `order` INT, `limit` INT, clicks INT) WITH (
                    'connector' = 'inline', 'rows' = '
                        {"page": "/home", "order": 2, "limit": 5, "clicks": 7}
                        {"page": "/cart", "order": 1, "limit": 9, "clicks": 8}');
                CREATE TABLE pages (page STRING, `order` INT, `limit` INT, clicks INT) WITH ('connector' = 'view');
                INSERT INTO pages SELECT * FROM src;
                """);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() == 2);

        JsonNode rows = api.json("/api/v1/views/pages" + query).path("rows");

        assertThat(rows.size()).as(rows.toString()).isEqualTo(1);
        assertThat(rows.get(0).path("clicks").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "?nothing=1, has no column 'nothing'",
        "?id=x, x",
        "?id.like=1, no comparison 'like'",
        "?limit=-1, no number of rows",
        "?limit=10001, no number of rows",
        "?order=nothing, nothing",
        "?columns=nothing, nothing",
        "'?columns=id,id', asked for twice",
        "/changes?snapshot=yes, Give true or false",
        "/changes?sampel=5, no parameter 'sampel'",
        "?format=xml, no format 'xml'",
        "?after=nonsense, page",
        "?page=/home, has no column 'page'",
    })
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String query, String message) throws Exception {
        prices();

        HttpResponse<String> answer = api.get("/api/v1/views/prices" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aViewThatIsNotThereIsNotFound() throws Exception {
        assertThat(api.get("/api/v1/views/none").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/views/none/changes").statusCode()).isEqualTo(404);
    }

    private HttpRequest changes(String query) {
        return HttpRequest.newBuilder(api.uri("/api/v1/views/counts/changes" + query))
                .build();
    }

    /** What a subscriber knows after an event. */
    private static void apply(Event event, Map<Integer, Long> known) {
        if (event.name().equals("reset")) {
            known.clear();
        }
        for (JsonNode change : event.data().path("changes")) {
            int key = change.path("row").path("k").asInt();
            if (change.path("op").asString().equals("delete")) {
                known.remove(key);
            } else {
                known.put(key, change.path("row").path("n").asLong());
            }
        }
    }

    @Test
    void aSubscriberWithASnapshotKnowsWhatTheViewKnows() throws Exception {
        counts(2_000, 5);
        try (EventReader events = EventReader.open(changes("?snapshot=true"))) {
            Map<Integer, Long> known = new HashMap<>();
            long snapshot = -1;
            for (int i = 0; i < 6; i++) {
                Event event = events.next();
                snapshot = event.name().equals("snapshot")
                        ? event.data().path("version").asLong()
                        : snapshot;
                apply(event, known);
            }
            assertThat(snapshot).isNotNegative();

            assertThat(api.post("/api/v1/pipelines/counting/stop", "").statusCode())
                    .isEqualTo(200);
            api.awaitState("counting", "STOPPED");
            JsonNode last = api.json("/api/v1/views/counts");
            long version = last.path("freshness").path("version").asLong();
            Event event = events.next(seen -> true);
            apply(event, known);
            while (event.data().path("version").asLong() < version) {
                event = events.next();
                apply(event, known);
            }

            Map<Integer, Long> expected = new HashMap<>();
            last.path("rows")
                    .forEach(row ->
                            expected.put(row.path("k").asInt(), row.path("n").asLong()));
            assertThat(known).isEqualTo(expected).hasSize(5);
        }
    }

    @Test
    void aStreamGoesOnWhereItEnded() throws Exception {
        counts(500, 3);
        String id;
        long version;
        try (EventReader events = EventReader.open(changes(""))) {
            Event event = events.next(seen -> seen.name().equals("change"));
            id = event.id();
            version = event.data().path("version").asLong();
        }
        api.await(
                "/api/v1/views/counts",
                answer -> answer.path("freshness").path("version").asLong() > version + 2);

        HttpRequest again = HttpRequest.newBuilder(api.uri("/api/v1/views/counts/changes"))
                .header("Last-Event-ID", id)
                .build();
        try (EventReader events = EventReader.open(again)) {
            Event next = events.next();
            assertThat(next.name()).isEqualTo("change");
            assertThat(next.data().path("version").asLong()).isEqualTo(version + 1);
        }
    }

    @Test
    void anIdOfAnotherTimeIsAnsweredWithAResetAndASnapshot() throws Exception {
        counts(100, 3);
        HttpRequest request = HttpRequest.newBuilder(api.uri("/api/v1/views/counts/changes"))
                .header("Last-Event-ID", "long-ago-7")
                .build();

        try (EventReader events = EventReader.open(request)) {
            assertThat(events.next().name()).isEqualTo("reset");
            assertThat(events.next().name()).isEqualTo("snapshot");
        }
    }

    @Test
    void aSampleSaysWhatItLeavesOutAndEndsRight() throws Exception {
        counts(20_000, 2_000);
        try (EventReader events = EventReader.open(changes("?sample=40"))) {
            long skipped = 0;
            long begin = System.nanoTime();
            int rows = 0;
            while (System.nanoTime() - begin < 4_000_000_000L) {
                Event event = events.next();
                skipped += event.data().path("skipped").asLong(0);
                rows += event.data().path("changes").size();
            }
            assertThat(skipped).isPositive();
            assertThat(rows).isBetween(1, 40 * 6);
        }
    }

    @Test
    void heartbeatsTellHowNewTheViewIs() throws Exception {
        prices();
        HttpRequest request =
                HttpRequest.newBuilder(api.uri("/api/v1/views/prices/changes")).build();

        try (EventReader events = EventReader.open(request)) {
            Event beat = events.next(event -> event.name().equals("heartbeat"));
            assertThat(beat.data().path("committedAt").asString()).startsWith("20");
            assertThat(beat.data().path("version").asLong()).isPositive();
        }
    }

    @Test
    void aViewOutlivesItsServer() throws Exception {
        write("counting", """
                CREATE TABLE g (k INT) WITH ('connector' = 'datagen', 'number-of-rows' = '5000',
                    'rows-per-second' = '100000', 'fields.k.kind' = 'sequence',
                    'fields.k.start' = '1', 'fields.k.end' = '5000');
                CREATE TABLE counts (m INT, n BIGINT, PRIMARY KEY (m) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO counts SELECT MOD(k, 5), COUNT(*) FROM g GROUP BY MOD(k, 5);
                """);
        api.awaitState("counting", "FINISHED");
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            expected.put("" + i, "1000");
        }
        assertThat(rows()).isEqualTo(expected);

        server.close();
        start();

        api.awaitState("counting", "FINISHED");
        assertThat(rows()).isEqualTo(expected);
    }

    private Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        api.json("/api/v1/views/counts")
                .path("rows")
                .forEach(row -> rows.put(row.path("m").asString(), row.path("n").asString()));
        return rows;
    }
}
