package io.weir.cli;

import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** A line for each pipeline of a server, and another whenever it does differently: for whoever started the server. */
final class PipelineLines {
    private final Pipelines pipelines;
    private final PrintStream error;
    private final Map<String, String> shown = new TreeMap<>();
    private boolean isEmptyShown;

    PipelineLines(Pipelines pipelines, PrintStream error) {
        this.pipelines = pipelines;
        this.error = error;
    }

    /** Shows what has changed since the last look. */
    void look() {
        Map<String, String> now = new TreeMap<>();
        for (ServedPipeline pipeline : pipelines.all()) {
            now.put(
                    pipeline.name(),
                    pipeline.state() + pipeline.error().map(text -> ": " + text).orElse(""));
        }
        now.forEach((name, line) -> {
            if (!line.equals(shown.get(name))) {
                error.println("weir: " + name + " " + line);
            }
        });
        shown.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> error.println("weir: " + name + " is gone"));
        if (now.isEmpty() && !isEmptyShown) {
            error.println("weir: there is no .sql file yet; one that comes is run");
        }
        isEmptyShown = now.isEmpty();
        shown.clear();
        shown.putAll(now);
    }
}
