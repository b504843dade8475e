package io.weir.benchmarks.side;

import io.weir.benchmarks.limit.JsonWindowLimit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The hand-written loop of {@code json-window}. */
final class LimitSide implements Side {
    private final Task task;
    private List<JsonWindowLimit.PageWindow> answer = List.of();

    LimitSide(Task task) {
        this.task = task;
    }

    @Override
    public void run() throws Exception {
        answer = JsonWindowLimit.run(Path.of(task.variable("input")), task.threads());
    }

    @Override
    public void printAnswer() {
        for (JsonWindowLimit.PageWindow row : answer) {
            Instant start = Instant.ofEpochMilli(row.windowStartMillis());
            System.out.println(LocalDateTime.ofInstant(start, ZoneOffset.UTC) + ", " + row.page() + ", " + row.events()
                    + ", " + row.meanLoadTimeMillis());
        }
    }
}
