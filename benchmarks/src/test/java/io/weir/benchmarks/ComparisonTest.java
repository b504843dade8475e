package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.benchmarks.side.SideKind;
import io.weir.benchmarks.side.Task;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Path SQL = Path.of("sql");

    @Test
    void hasAQueryForEachSideOfEachComparison() throws Exception {
        Map<String, String> variables =
                Map.of("rows", "10", "last", "9", "input", "/in", "servers", "localhost:1", "topic", "clicks");
        for (String name : Comparison.NAMES) {
            for (Comparison comparison : Comparison.named(name)) {
                Task task = new Task(SQL, comparison.query(), variables, 2);
                assertThat(task.sql(".sql")).contains("INSERT INTO").doesNotContain("${");
                if (comparison.sides().contains(SideKind.DUCKDB)) {
                    assertThat(task.sql(".duckdb.sql")).contains("'/in'");
                }
            }
        }
    }

    @Test
    void namesWhatThereIs() {
        assertThatThrownBy(() -> Comparison.named("jsonwindow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no comparison jsonwindow; there are json-window, json-distinct, hop");
    }
}
