package io.weir.server.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.alert.Severity;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everythingCanBeSet() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "https://hooks.example.com/services/T0/abc\n");

        List<RouteSettings> routes = read(
                Map.of(
                        "team.type", "slack",
                        "team.url-file", file.toString(),
                        "team.severity", "error",
                        "team.match.pipeline", "shop*",
                        "team.group-by", "pipeline, name",
                        "team.group-wait", "0 s",
                        "team.group-interval", "5 min",
                        "team.repeat", "1 h",
                        "team.send-resolved", "false",
                        "duty.type", "pagerduty"),
                Map.of("duty.key-env", "PD_KEY"));

        assertThat(routes).extracting(RouteSettings::name).containsExactly("duty", "team");
        assertThat(routes.get(0).key().reveal()).isEqualTo("from the environment");
        assertThat(routes.get(0).url()).hasToString("https://events.pagerduty.com/v2/enqueue");
        assertThat(routes.get(0).groupBy()).containsExactly("id");
        RouteSettings team = routes.get(1);
        assertThat(team.url().getPath()).isEqualTo("/services/T0/abc");
        assertThat(team.severityMin()).isEqualTo(Severity.ERROR);
        assertThat(team.groupBy()).containsExactly("pipeline", "name");
        assertThat(team.groupWait()).isZero();
        assertThat(team.groupInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(team.repeat()).isEqualTo(Duration.ofHours(1));
        assertThat(team.sendResolved()).isFalse();
        assertThat(team.matchers().values()).isEqualTo(Map.of("pipeline", "shop*"));
        assertThat(routes.toString()).doesNotContain("abc").doesNotContain("from the environment");
    }

    @ParameterizedTest
    @CsvSource({
        "team.type, pager, '''pager'' is none'",
        "team.url, ftp://host/, no http:// or https:// URL",
        "team.url, https://ho st/secret, no http:// or https:// URL",
        "team.severity, loud, is not info",
        "team.repeat, soon, a duration such as",
        "team.send-resolved, maybe, true or false",
        "team.group-by, 'a,,b', names of labels",
        "team.colour, red, there is no such option",
        "team, slack, there is no such key",
        "team.url-file, /nowhere/url, cannot be read",
        "team.key-env, NOT_THERE, no variable NOT_THERE",
    })
    void whatIsWrongIsRefusedWithoutShowingTheUrl(String key, String value, String message) {
        Map<String, String> options = new TreeMap<>(Map.of("team.type", "slack", "team.url", "https://h/secret"));
        options.put(key, value);

        assertThatThrownBy(() -> read(options, Map.of()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("weir.alert.route.team")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> read(Map.of("team.type", "slack"), Map.of()))
                .hasMessageContaining("team.url': it is missing");
        assertThatThrownBy(() -> read(Map.of("team.type", "pagerduty"), Map.of()))
                .hasMessageContaining("integration key");
        assertThatThrownBy(() -> read(Map.of("team.url", "http://h/"), Map.of()))
                .hasMessageContaining("team.type': it is missing");
    }

    private static List<RouteSettings> read(Map<String, String> options, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>();
        options.forEach((key, value) -> all.put("weir.alert.route." + key, value));
        more.forEach((key, value) -> all.put("weir.alert.route." + key, value));
        Map<String, String> environment = Map.of("PD_KEY", "from the environment");
        return RouteReader.read(all, name -> Optional.ofNullable(environment.get(name)));
    }
}
