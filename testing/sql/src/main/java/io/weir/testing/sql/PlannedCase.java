package io.weir.testing.sql;

import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case with its files written and its statements planned by the product's front end: once, for all engines. Closing
 * it deletes the files.
 */
public final class PlannedCase implements AutoCloseable {

    private final SqlCase sqlCase;
    private final Path directory;
    private final List<PlannedStep> steps;
    /** What is there before the first run. */
    private final Set<Path> given;

    private PlannedCase(SqlCase sqlCase, Path directory, List<PlannedStep> steps) {
        this.sqlCase = sqlCase;
        this.directory = directory;
        this.steps = steps;
        given = paths(directory);
    }

    private static Set<Path> paths(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what a run has written, so that the next one finds what this one found. */
    void deleteWritten() {
        List<Path> written = new ArrayList<>(paths(directory));
        written.removeAll(given);
        written.sort(Collections.reverseOrder());
        try {
            for (Path path : written) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
