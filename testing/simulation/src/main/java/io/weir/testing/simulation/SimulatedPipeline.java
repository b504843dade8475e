package io.weir.testing.simulation;

import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline that is run under simulation: its plan, as Flink's planner has compiled it, and what its sinks must show.
 *
 * <p>The connector's name in SQL says which simulated system it is: {@code kafka} the broker with transactions,
 * {@code upsert-kafka} the database with a marker table, {@code filesystem} the folder, or a source with one order.
 *
 * @param sinks by the sink's name
 */
record SimulatedPipeline(
        String name, CompiledPlan plan, Map<String, String> configuration, Map<String, Expectation> sinks) {
    private static final String LOG = """
            CREATE TABLE %s (id BIGINT, k STRING, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'kafka', 'topic' = '%s',
              'properties.bootstrap.servers' = 'simulated:1', 'scan.startup.mode' = 'earliest-offset',
              'format' = 'json');
            """;
    private static final String FILES = """
            CREATE TABLE %s (id BIGINT, k STRING, v BIGINT, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '/%s',
              'format' = 'json');
            """;
    private static final String TO_BROKER = """
             WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = 'simulated:1',
              'format' = 'json');
            """;
    private static final String TO_DATABASE = """
             WITH ('connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = 'simulated:1',
              'key.format' = 'json', 'value.format' = 'json');
            """;
    private static final String TO_FOLDER = " WITH ('connector' = 'filesystem', 'path' = '/%s', 'format' = 'json');\n";

    private static final String COPY = "INSERT INTO target SELECT id, k, ts FROM a;";
    private static final String COPY_COLUMNS = "(id BIGINT, k STRING, ts TIMESTAMP(3))";
    private static final String FILTER_COLUMNS = "(id BIGINT, k STRING, v BIGINT)";
    private static final String GROUP_COLUMNS = "(k STRING, c BIGINT, s BIGINT, PRIMARY KEY (k) NOT ENFORCED)";
    private static final String WINDOW_COLUMNS = "(k STRING, w TIMESTAMP(3), c BIGINT, s BIGINT)";
    private static final String WINDOW = """
            INSERT INTO target SELECT k, window_start, COUNT(*), SUM(v)
              FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '10' SECOND))
              GROUP BY k, window_start, window_end;
            """;
    private static final String MINI_BATCHES = """
            SET 'table.exec.mini-batch.enabled' = 'true';
            SET 'table.exec.mini-batch.allow-latency' = '300 ms';
            SET 'table.exec.mini-batch.size' = '20';
            """;
    private static final String IDLE = "SET 'table.exec.source.idle-timeout' = '2 s';\n";

    private static String log(String name) {
        return LOG.formatted(name, name);
    }

    private static String files(String name) {
        return FILES.formatted(name, name);
    }

    private static String sink(String name, String columns, String connector) {
        return "CREATE TABLE " + name + " " + columns + connector.formatted(name);
    }

    /** All that are simulated; planning them takes seconds. */
    static List<SimulatedPipeline> planAll() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Map<String, Map<String, Expectation>> sinks = new LinkedHashMap<>();
        scripts.put(
                "stateless-broker",
                log("a") + sink("target", FILTER_COLUMNS, TO_BROKER)
                        + "INSERT INTO target SELECT id, k, id * 2 FROM a WHERE MOD(id, 3) <> 0;");
        sinks.put("stateless-broker", Map.of("target", Expectation.filtered("a")));
        scripts.put("copy-folder", log("a") + sink("target", COPY_COLUMNS, TO_FOLDER) + COPY);
        sinks.put("copy-folder", Map.of("target", Expectation.copies("a")));
        scripts.put("files-broker", files("a") + sink("target", COPY_COLUMNS, TO_BROKER) + COPY);
        sinks.put("files-broker", Map.of("target", Expectation.copies("a")));
        scripts.put("window-broker", log("a") + sink("target", WINDOW_COLUMNS, TO_BROKER) + WINDOW);
        sinks.put("window-broker", Map.of("target", Expectation.windows("a", true)));
        scripts.put("window-idle-folder", IDLE + log("a") + sink("target", WINDOW_COLUMNS, TO_FOLDER) + WINDOW);
        sinks.put("window-idle-folder", Map.of("target", Expectation.windows("a", false)));
        scripts.put("window-files-folder", files("a") + sink("target", WINDOW_COLUMNS, TO_FOLDER) + WINDOW);
        sinks.put("window-files-folder", Map.of("target", Expectation.windows("a", true)));
        String group = "INSERT INTO target SELECT k, COUNT(*), SUM(id) FROM a GROUP BY k;";
        scripts.put("group-database", log("a") + sink("target", GROUP_COLUMNS, TO_DATABASE) + group);
        sinks.put("group-database", Map.of("target", Expectation.groups("a")));
        scripts.put(
                "mini-batch-database", MINI_BATCHES + log("a") + sink("target", GROUP_COLUMNS, TO_DATABASE) + group);
        sinks.put("mini-batch-database", Map.of("target", Expectation.groups("a")));
        scripts.put(
                "deduplicate-folder",
                log("a")
                        + sink("target", "(k STRING, id BIGINT)", TO_FOLDER)
                        + "INSERT INTO target SELECT k, id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k"
                        + " ORDER BY PROCTIME() ASC) AS n FROM a) WHERE n = 1;");
        sinks.put("deduplicate-folder", Map.of("target", Expectation.first("a")));
        scripts.put(
                "join-broker",
                log("a")
                        + log("b")
                        + sink("target", "(a BIGINT, b BIGINT, k STRING)", TO_BROKER)
                        + "INSERT INTO target SELECT a.id, b.id, a.k FROM a JOIN b ON a.k = b.k;");
        sinks.put("join-broker", Map.of("target", Expectation.joined("a", "b")));
        scripts.put(
                "three-sinks",
                log("a")
                        + sink("copied", COPY_COLUMNS, TO_FOLDER)
                        + sink("filtered", FILTER_COLUMNS, TO_BROKER)
                        + sink("grouped", GROUP_COLUMNS, TO_DATABASE)
                        + "EXECUTE STATEMENT SET BEGIN INSERT INTO copied SELECT id, k, ts FROM a;"
                        + " INSERT INTO filtered SELECT id, k, id * 2 FROM a WHERE MOD(id, 3) <> 0;"
                        + " INSERT INTO grouped SELECT k, COUNT(*), SUM(id) FROM a GROUP BY k; END;");
        sinks.put(
                "three-sinks",
                Map.of(
                        "copied", Expectation.copies("a"),
                        "filtered", Expectation.filtered("a"),
                        "grouped", Expectation.groups("a")));
        List<SimulatedPipeline> planned = new ArrayList<>();
        scripts.forEach((name, sql) -> planned.add(plan(name, sql, sinks.getOrDefault(name, Map.of()))));
        return planned;
    }

    private static SimulatedPipeline plan(String name, String sql, Map<String, Expectation> sinks) {
        try (ScriptPlanner planner = new ScriptPlanner(Map.of("table.local-time-zone", "UTC"))) {
            PlannedStatement.Job job =
                    planner.plan(SqlScript.parse(sql, name)).jobs().get(0);
            CompiledPlan plan = CompiledPlanReader.read(job.planJson());
            return new SimulatedPipeline(name, plan, job.configuration(), sinks);
        }
    }

    boolean hasIdleTimeout() {
        return name.contains("idle");
    }

    boolean isDeciding() {
        return name.contains("broker") || name.equals("three-sinks");
    }

    @Override
    public String toString() {
        return name;
    }
}
