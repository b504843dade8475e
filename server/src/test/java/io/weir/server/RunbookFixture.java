package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.run.RunOptions;
import io.weir.server.runbook.RunbooksTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server with one pipeline to which things happen, and what its alerts say of them. */
abstract class RunbookFixture {
    private static final Set<String> FIRED = Set.of("firing", "resolved");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    Path folder;

    @Nullable
    WeirServer server;

    ApiClient api;
    /** More of the server's configuration. */
    final Map<String, String> configuration = new TreeMap<>(Map.of(
            "weir.alert.interval", "500 ms",
            "weir.alert.failure.for", "0 s",
            "weir.alert.failure.clear-for", "0 s",
            "weir.alert.resources.enabled", "false",
            "execution.checkpointing.interval", "200 ms"));

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("pipelines"));
        SlowFunction.delayMicros = 0;
        SlowFunction.isGreedy = false;
    }

    @AfterEach
    void stop() {
        SlowFunction.delayMicros = 0;
        SlowFunction.isGreedy = false;
        close();
    }

    /** Ends the server, if there is one. */
    void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    void serve() {
        serve(RunOptions.defaults().withParallelism(1), home.resolve("state"));
    }

    void serve(RunOptions run, Path state) {
        ServerOptions options = ServerOptions.of(0, folder).withState(state).withRun(run);
        for (Map.Entry<String, String> option : configuration.entrySet()) {
            options = options.withConfiguration(option.getKey(), option.getValue());
        }
        server = WeirServer.start(options);
        api = new ApiClient(server.port());
    }

    void write(String sql) throws IOException {
        Files.writeString(folder.resolve("p.sql"), sql);
    }

    private static List<JsonNode> active(JsonNode alerts, String name) {
        return inState(alerts, name, Set.of("firing"));
    }

    private static List<JsonNode> inState(JsonNode alerts, String name, Set<String> states) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode alert : alerts.path("alerts")) {
            if (alert.path("name").asString("").equals(name)
                    && states.contains(alert.path("state").asString(""))) {
                found.add(alert);
            }
        }
        return found;
    }

    /** Waits for an alert that leads to a page; by the time that somebody looks it may be over. */
    JsonNode awaitAlert(String name, String runbook) throws Exception {
        JsonNode alerts = api.await(
                "/api/v1/alerts",
                answer -> inState(answer, name, FIRED).stream()
                        .anyMatch(alert -> alert.path("runbook").asString().equals(runbook)));
        assertThat(api.get("/api/v1/runbooks/" + runbook).body()).startsWith("# ");
        return inState(alerts, name, FIRED).stream()
                .filter(alert -> alert.path("runbook").asString().equals(runbook))
                .findFirst()
                .orElseThrow();
    }

    /** The alert of the pipeline that is down leads to the page, and its text is what the page quotes. */
    void expect(String runbook) throws Exception {
        String text = awaitAlert("failure", runbook).path("text").asString();

        assertThat(RunbooksTest.quotes(runbook))
                .as("the page %s quotes: %s", runbook, text)
                .anyMatch(quote -> quote.matcher(text).matches());
    }

    /** The alert leads to the page, which quotes it with numbers and names of its own. */
    void expectMeasure(String name, String runbook) throws Exception {
        JsonNode unused = awaitAlert(name, runbook);
        List<String> shapes = RunbooksTest.examples(runbook).stream()
                .map(RunbookFixture::shape)
                .toList();
        // What is firing says in between that nothing could be measured, where no row came out for a while.
        unused = api.await(
                "/api/v1/alerts",
                answer -> inState(answer, name, FIRED).stream()
                        .anyMatch(alert ->
                                shapes.contains(shape(alert.path("text").asString()))));
        JsonNode rows = api.json("/api/v1/health").path("rows");
        assertThat(rows.toString()).contains("\"name\":\"" + name + "\"");
    }

    /** What is left of a sentence without its numbers, and without who it is about. */
    static String shape(String text) {
        return text.replaceAll("\\d+(\\.\\d+)?", "#")
                .replaceAll("# (ms|s|min|B|KiB|MiB|GiB)\\b", "#")
                .replaceAll(" at \\S+ has ", " at X has ")
                .replaceAll("^.* \\(node #\\)", "X");
    }

    /** Nothing of this name fires any more. */
    void awaitWell(String name) throws Exception {
        api.await("/api/v1/alerts", answer -> active(answer, name).isEmpty());
    }

    /** The pipeline runs again, and nobody is called any more. */
    void expectRepaired() throws Exception {
        api.await("/api/v1/pipelines/p", answer -> {
            String state = answer.path("state").asString("");
            return state.equals("RUNNING") || state.equals("FINISHED");
        });
        awaitWell("failure");
    }

    void awaitEpoch() throws Exception {
        api.await(
                "/api/v1/pipelines/p",
                answer -> answer.path("rowsOut").asLong(0) > 0
                        && answer.path("epoch").asLong(0) > 1);
    }
}
