package io.weir.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, light and dark, wide and on a phone: nothing complains, fits, and everybody can read and use it. */
class ConsolePagesTest extends ConsoleHarness {
    /** Each page, and what is there once it has been filled. */
    private static final Map<String, String> PAGES = Map.of(
            "", "text=revenue-per-hour >> nth=0",
            "views", "text=active_users",
            "views/page_metrics", "#rows tr >> nth=0",
            "pipelines/page-metrics", ".node >> nth=6",
            "alerts", "text=Acknowledge",
            "sql", "text=clickstream",
            "runbooks/backpressure", "text=What to do",
            "nowhere", "text=There is no such page");

    static Stream<Arguments> pages() {
        return PAGES.keySet().stream()
                .sorted()
                .flatMap(place -> Stream.of(
                        Arguments.of(place, ColorScheme.LIGHT, DESKTOP), Arguments.of(place, ColorScheme.DARK, PHONE)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadableAndUsable(String place, ColorScheme scheme, int width) throws IOException {
        Page page = open(stub.address(), place, width, scheme);

        page.locator(PAGES.get(place)).first().waitFor();

        Number over = (Number) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(over.intValue()).as("pixels that stick out on the right").isLessThanOrEqualTo(0);
        assertThat(breaches(page)).as("what axe finds").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> breaches(Page page) throws IOException {
        try (InputStream script = ConsolePagesTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(script.readAllBytes(), UTF_8));
        }
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation =>
                    violation.nodes.map(node => violation.id + ': ' + node.html.slice(0, 160) + ' '
                        + node.any.map(one => one.message).join('; ').slice(0, 240)))
                """);
    }
}
