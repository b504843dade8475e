package io.weir.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.health.HealthOption;
import io.weir.server.health.HealthSettings;
import io.weir.server.health.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page says what the code does. */
class AlertsPageTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/alerts.md"));
    }

    @Test
    void everyKeyIsThereWithItsDefault() throws IOException {
        String page = page();

        for (HealthOption option : HealthSettings.options()) {
            assertThat(page).contains(row(option));
        }
        for (HealthOption option : AlertOptions.OPTIONS) {
            assertThat(page).contains(row(option));
        }
    }

    private static String row(HealthOption option) {
        return "| `" + option.key() + "` | " + option.standard() + " | " + option.meaning() + " |";
    }

    @Test
    void everyMeasureIsThereWithItsLimits() throws IOException {
        String page = page();

        for (Measure measure : Measure.values()) {
            String runbook = "../how-to/runbooks/" + measure.runbook() + ".md";
            String limit = measure == Measure.DOWN
                    ? "it is so"
                    : (measure.isAbove() ? "above " : "below ") + PrometheusRules.number(measure.threshold());
            String name = measure.key().isEmpty()
                    ? "| `" + measure.rule().id() + "` |"
                    : measure == Measure.RESTARTS ? "`restarts` within" : "`" + measure.key() + "`: ";
            assertThat(page.lines())
                    .as("%s: %s, %s", measure, limit, runbook)
                    .anyMatch(line -> line.contains(name)
                            && line.contains(limit)
                            && line.contains("| " + measure.hold().toSeconds() + " s |")
                            && line.contains("| " + measure.severity().id() + " |")
                            && (measure == Measure.DOWN || line.contains(runbook)));
        }
    }
}
