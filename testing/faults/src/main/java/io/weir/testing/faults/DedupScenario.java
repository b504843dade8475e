package io.weir.testing.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events of which every fifth is an old one once more → each id once, in files and in PostgreSQL. */
final class DedupScenario implements Scenario {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public String name() {
        return "dedup";
    }

    @Override
    public List<String> inputs() {
        return List.of("clicks");
    }

    @Override
    public List<String> outputTopics() {
        return List.of();
    }

    @Override
    public List<String> tables() {
        // Without a key, so that a row which is written twice is there twice.
        return List.of("CREATE TABLE uniques (id BIGINT NOT NULL, v BIGINT NOT NULL)");
    }

    @Override
    public String script(Servers servers) {
        return """
                CREATE TABLE clicks (id BIGINT, v BIGINT, pt AS PROCTIME()) WITH (%s);
                CREATE TABLE uniques (id BIGINT, v BIGINT) WITH (%s);
                CREATE TABLE files (id BIGINT, v BIGINT) WITH (%s);
                CREATE VIEW firsts AS SELECT id, v FROM (
                  SELECT id, v, ROW_NUMBER() OVER (PARTITION BY id ORDER BY pt) AS n FROM clicks
                ) WHERE n = 1;
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO uniques SELECT * FROM firsts;
                INSERT INTO files SELECT * FROM firsts;
                END;
                """.formatted(servers.source("clicks"), servers.table("uniques"), servers.files("firsts"));
    }

    @Override
    public List<Message> next(long sequence, Random random) {
        long id = random.nextInt(5) == 0 ? (long) (random.nextDouble() * sequence) : sequence;
        long value = id * 31 % 1009;
        values.put(Long.toString(id), Long.toString(value));
        return List.of(new Message("clicks", random.nextInt(PARTITIONS), "{\"id\":%d,\"v\":%d}".formatted(id, value)));
    }

    @Override
    public List<Message> end() {
        return List.of();
    }

    @Override
    public Map<String, String> expected(Output output) {
        return values;
    }

    @Override
    public List<Output> outputs(Servers servers) {
        return List.of(
                new TableOutput(servers, "uniques", "id, v"),
                new FileOutput(
                        servers.folder("firsts"),
                        json -> new Output.Row(
                                Long.toString(Json.number(json, "id")), Long.toString(Json.number(json, "v")))));
    }
}
