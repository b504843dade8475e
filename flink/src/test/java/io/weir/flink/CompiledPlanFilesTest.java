package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.CompiledPlanReader;
import io.weir.plan.node.UnknownNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans that the plan reader is tested with are what this front end makes of the SQL files beside them.
 *
 * <p>After a change of Flink, run it with {@code -Dweir.jvm.flags=-Dweir.update=true} to write them anew, and read the
 * difference.
 */
class CompiledPlanFilesTest {
    private static final Path FOLDER = Path.of("..", "plan", "src", "test", "resources", "plans");

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void thePlanBesideTheScriptIsWhatFlinkMakesOfIt(Path file) throws IOException {
        PlannedScript script;
        try (ScriptPlanner planner = new ScriptPlanner(Map.of())) {
            script = planner.plan(
                    SqlScript.parse(Files.readString(file), file.getFileName().toString()));
        }
        assertThat(script.jobs()).hasSize(1);
        String planned = script.jobs().get(0).planJson() + "\n";
        Path planFile = Path.of(file.toString().replaceFirst("\\.sql$", ".json"));
        if (Boolean.getBoolean("weir.update")) {
            Files.writeString(planFile, planned);
        }
        assertThat(Files.readString(planFile)).isEqualTo(planned);
        assertThat(CompiledPlanReader.read(planned).nodes()).noneMatch(UnknownNode.class::isInstance);
    }
}
