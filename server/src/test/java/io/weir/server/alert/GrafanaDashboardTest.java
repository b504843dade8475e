package io.weir.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.health.Measure;
import io.weir.server.metrics.Metric;
import io.weir.server.metrics.MetricType;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What dashboard and rules ask for is measured. */
class GrafanaDashboardTest {
    private static final Pattern NAME = Pattern.compile("\\bweir_[a-z0-9_]+");

    @Test
    void everyMetricThatIsAskedForIsInTheCatalogue() {
        Set<String> known = new HashSet<>();
        for (Metric metric : Metric.values()) {
            known.add(metric.metricName());
            if (metric.type() == MetricType.HISTOGRAM) {
                known.add(metric.metricName() + "_bucket");
                known.add(metric.metricName() + "_sum");
                known.add(metric.metricName() + "_count");
            }
        }

        assertThat(names(GrafanaDashboard.json())).hasSizeGreaterThan(15).isSubsetOf(known);
        assertThat(names(PrometheusRules.yaml())).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    @Test
    void everyMeasureHasAPanelWithItsLimit() {
        JsonNode panels = new JsonMapper().readTree(GrafanaDashboard.json()).path("panels");
        Set<Integer> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        panels.forEach(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(places.add(panel.path("gridPos").toString())).isTrue();
            assertThat(panel.path("targets").get(0).path("expr").asString()).isNotEmpty();
        });
        for (Measure measure : Measure.values()) {
            if (measure.rule().isRow()) {
                assertThat(panels).anySatisfy(panel -> {
                    assertThat(panel.path("title").asString()).isEqualTo(PrometheusRules.title(measure));
                    assertThat(panel.path("fieldConfig")
                                    .path("defaults")
                                    .path("thresholds")
                                    .path("steps")
                                    .get(1)
                                    .path("value")
                                    .asDouble())
                            .isEqualTo(measure.threshold());
                });
            }
        }
    }
}
