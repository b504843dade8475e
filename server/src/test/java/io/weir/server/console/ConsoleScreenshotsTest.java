package io.weir.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures of the console in the documents: taken anew when the environment has {@code WEIR_WRITE_DOCS}, and in any
 * case it is looked whether the page can be shown and the document has its picture.
 */
class ConsoleScreenshotsTest extends ConsoleHarness {
    private static final Path DOCS = Path.of("../docs");
    private static final int HISTORY_SECONDS = 280;

    /** A picture: where, how, and what is done first. */
    enum Shot {
        OVERVIEW_LIGHT("", ColorScheme.LIGHT, 1280, 900, ConsoleScreenshotsTest::withHistory),
        OVERVIEW_DARK("", ColorScheme.DARK, 1280, 900, ConsoleScreenshotsTest::withHistory),
        OVERVIEW_PHONE("", ColorScheme.DARK, 390, 780, ConsoleScreenshotsTest::withHistory),
        PIPELINE_LIGHT("pipelines/page-metrics", ColorScheme.LIGHT, 1280, 900, ConsoleScreenshotsTest::withChosenStep),
        PIPELINE_DARK("pipelines/page-metrics", ColorScheme.DARK, 1280, 900, ConsoleScreenshotsTest::withChosenStep),
        VIEW_LIGHT("views/page_metrics", ColorScheme.LIGHT, 1280, 900, ConsoleScreenshotsTest::withRows),
        VIEW_DARK("views/page_metrics", ColorScheme.DARK, 1280, 900, ConsoleScreenshotsTest::withRows),
        ALERTS_DARK(
                "alerts",
                ColorScheme.DARK,
                1280,
                640,
                page -> page.locator(".alert").first().waitFor()),
        SQL_LIGHT("sql", ColorScheme.LIGHT, 1280, 900, ConsoleScreenshotsTest::withQuery);

        private final String place;
        private final ColorScheme scheme;
        private final int width;
        private final int height;

        @SuppressWarnings("ImmutableEnumChecker") // a step that keeps nothing
        private final Consumer<Page> first;

        Shot(String place, ColorScheme scheme, int width, int height, Consumer<Page> first) {
            this.place = place;
            this.scheme = scheme;
            this.width = width;
            this.height = height;
            this.first = first;
        }

        String file() {
            return "console-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".png";
        }
    }

    @ParameterizedTest
    @EnumSource(Shot.class)
    void isTaken(Shot shot) throws IOException {
        Page page = open(stub.address(), shot.place, shot.width, shot.scheme);
        page.setViewportSize(shot.width, shot.height);
        shot.first.accept(page);

        byte[] picture = page.screenshot(new ScreenshotOptions());

        Path file = DOCS.resolve("images").resolve(shot.file());
        if (System.getenv("WEIR_WRITE_DOCS") != null) {
            Files.createDirectories(file.getParent());
            Files.write(file, picture);
        }
        BufferedImage taken = ImageIO.read(new ByteArrayInputStream(picture));
        assertThat(coloursOf(taken))
                .as("a page with nothing on it has few colours")
                .isGreaterThan(100);
        BufferedImage kept = ImageIO.read(file.toFile());
        assertThat(kept.getWidth()).as(file.toString()).isEqualTo(taken.getWidth());
        assertThat(imagesOf(DOCS.resolve("how-to/console.md"))).contains("../images/" + shot.file());
    }

    private static long coloursOf(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(pixels).distinct().count();
    }

    private static List<String> imagesOf(Path document) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\]\\(([^)]+\\.png)\\)|srcset=\"([^\"]+)\"|src=\"([^\"]+)\"")
                .matcher(Files.readString(document));
        while (matcher.find()) {
            for (int i = 1; i <= 3; i++) {
                if (matcher.group(i) != null) {
                    found.add(matcher.group(i));
                }
            }
        }
        return found;
    }

    /** Gives the page the rates of the last minutes, which it would collect by being open for as long. */
    private static void withHistory(Page page) {
        page.locator("text=revenue-per-hour").first().waitFor();
        fill(page);
        page.locator("text=last 5 min").waitFor();
        page.mouse().move(640, 4);
    }

    private static void fill(Page page) {
        List<Map<String, List<Double>>> rates = new ArrayList<>();
        for (int ago = 1; ago <= HISTORY_SECONDS; ago++) {
            rates.add(StubData.ratesAgo(ago));
        }
        page.evaluate("""
                async rates => {
                  const {store} = await import('/console/store.js');
                  while (store.pipelines === null) {
                    await new Promise(requestAnimationFrame);
                  }
                  for (const pipelines of rates) {
                    let [rowsIn, rowsOut] = [0, 0];
                    for (const [name, [of, to]] of Object.entries(pipelines)) {
                      rowsIn += of;
                      rowsOut += to;
                      store.histories.get(name)?.unshift({rowsIn: of, rowsOut: to});
                    }
                    store.total.unshift({rowsIn, rowsOut});
                  }
                }""", rates);
    }

    private static void withChosenStep(Page page) {
        page.locator(".node").nth(6).waitFor();
        fill(page);
        page.locator(".sql-listing").waitFor();
        page.locator("[data-node='4']").click();
        page.locator(".sql-listing mark").first().waitFor();
        page.waitForCondition(() -> (Boolean) page.evaluate("document.querySelector('.sql-listing').scrollTop > 0"));
    }

    private static void withRows(Page page) {
        page.locator("#rows tr").nth(8).waitFor();
        page.waitForCondition(() -> (Boolean) page.evaluate("document.getAnimations().length > 3"));
    }

    private static void withQuery(Page page) {
        page.locator("text=clickstream").first().waitFor();
        page.locator("#sql-input")
                .fill("-- The pages that are looked at most\nSELECT page, COUNT(*) AS views\nFROM clickstream\n"
                        + "WHERE action = 'view'\nGROUP BY page");
        page.keyboard().press("Control+Enter");
        page.locator("text=The time is over").waitFor();
    }
}
