package io.weir.testing.sql;

import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case with its files written and its statements planned by the product's front end: once, for all engines. Closing
 * it deletes the files.
 */
public final class PlannedCase implements AutoCloseable {

    private final SqlCase sqlCase;
    private final Path directory;
    private final List<PlannedStep> steps;

    private PlannedCase(SqlCase sqlCase, Path directory, List<PlannedStep> steps) {
        this.sqlCase = sqlCase;
        this.directory = directory;
        this.steps = steps;
    }

    /**
     * A statement that was planned.
     *
     * @param planned what came of it, if it is more than a change of the session
     * @param failure the messages of the failure, outermost first; empty if it was planned
     */
    record PlannedStep(SqlCase.Step step, Optional<PlannedStatement> planned, List<String> failure) {}

    /**
     * Plans the statements in order, up to the first that fails without being expected to.
     *
     * @param configuration what the session starts with
     */
    public static PlannedCase plan(SqlCase sqlCase, Map<String, String> configuration) throws IOException {
        Path directory = Files.createTempDirectory("weir-sql-case");
        for (Map.Entry<String, String> file : sqlCase.files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
        FunctionsJar.build(directory);
        List<PlannedStep> steps = new ArrayList<>();
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            for (SqlCase.Step step : sqlCase.steps()) {
                PlannedStep planned = plan(planner, step, sqlCase.path(), directory);
                steps.add(planned);
                if (!planned.failure().isEmpty() && !step.isFailureExpected()) {
                    break;
                }
            }
        }
        return new PlannedCase(sqlCase, directory, steps);
    }

    private static PlannedStep plan(ScriptPlanner planner, SqlCase.Step step, Path path, Path directory) {
        // Blank lines above it give the statement the line that it has in its file.
        String sql = "\n".repeat(step.firstLine() - 1) + step.sql().replace("${dir}", directory.toString());
        try {
            SqlScript script = SqlScript.parse(sql, path.toString());
            return new PlannedStep(
                    step, planner.plan(script, script.statements().get(0)), List.of());
        } catch (RuntimeException failure) {
            return new PlannedStep(step, Optional.empty(), messages(failure));
        }
    }

    /** The messages of a failure and of its causes, outermost first. */
    static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            messages.add(message == null ? each.getClass().getName() : message);
        }
        return messages;
    }

    SqlCase sqlCase() {
        return sqlCase;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
