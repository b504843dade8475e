package io.weir.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What moves by itself: rows of a view, however many change, and a server that goes and comes back. */
class ConsoleLiveTest extends ConsoleHarness {
    /** Frames in a second that a page must keep, on a machine that is busy with a build: a stopped page has none. */
    private static final int FRAMES_MIN = 8;

    @Test
    void aChangedRowIsShownWithoutAskingAgain() {
        stub.changesPerSecond = 5;
        Page page = open("views/active_users");
        Locator users = page.locator("#rows tr").first().locator("td").nth(1);
        String before = users.textContent();

        assertThat(users).not().hasText(before);

        assertThat(Integer.parseInt(users.textContent())).isGreaterThan(Integer.parseInt(before));
    }

    @Test
    void orderFilterAndLimitAreTheServersWork() {
        Page page = open("views/page_metrics");
        page.locator("#rows tr").first().waitFor();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("purchases"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("purchases"))
                .click();
        assertThat(page.locator("th[aria-sort=descending]")).containsText("purchases");
        assertThat(page.locator("#rows tr").first()).containsText("/checkout");
        page.locator("text=Filter").first().click();
        page.locator(".filter select").first().selectOption("page");
        page.getByLabel("Value").fill("/cart");

        assertThat(page.locator("#rows tr")).hasCount(30);
        assertThat(page.locator("#rows tr").nth(29)).containsText("/cart");
        assertThat(stub.queries).anyMatch(query -> query.contains("order=-purchases"));
        assertThat(stub.queries).anyMatch(query -> query.contains("page.eq=/cart"));
    }

    @Test
    void tenThousandChangesASecondAreSampledAndThePageKeepsItsFrames() {
        stub.changesPerSecond = 10_000;
        Page page = open("views/page_metrics");

        assertThat(page.locator("#flow-note"))
                .containsText(Pattern.compile("showing a sample: [\\d,]+\\s*rows? of [\\d,]+\\s*rows changed"));
        Number frames = (Number) page.evaluate("""
                () => new Promise(resolve => {
                  const end = performance.now() + 3000;
                  let frames = 0;
                  const step = now => now < end ? (frames++, requestAnimationFrame(step)) : resolve(frames / 3);
                  requestAnimationFrame(step);
                })""");

        assertThat(frames.doubleValue()).as("frames a second").isGreaterThan(FRAMES_MIN);
    }

    @Test
    void whatIsSampledIsSaidWithinTheWidthOfAPhone() {
        stub.changesPerSecond = 10_000;
        Page page = open(stub.address(), "views/page_metrics", PHONE, ColorScheme.LIGHT);

        assertThat(page.locator("#flow-note")).containsText("showing a sample");

        Number over = (Number) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(over.intValue()).as("pixels that stick out on the right").isLessThanOrEqualTo(0);
    }

    @Test
    void aServerThatComesBackIsFoundAgain() {
        Page page = open("views/active_users");
        Locator users = page.locator("#rows tr").first().locator("td").nth(1);
        users.waitFor();

        stub.close();
        assertThat(page.locator("#banner")).isVisible(new IsVisibleOptions().setTimeout(15_000));
        assertThat(page.locator("#banner")).containsText("does not answer");
        stub.start();

        assertThat(page.locator("#banner")).not().isVisible(new IsVisibleOptions().setTimeout(20_000));
        String back = users.textContent();
        assertThat(users).not().hasText(back);
        forgive(words -> words.contains("ERR_") || words.contains("Failed to load resource"));
    }

    @Test
    void aNumberIsNeverWithoutItsUnit() {
        Page page = open("");
        page.locator("text=revenue-per-hour").first().waitFor();

        for (Locator number : page.locator(".num").all()) {
            assertThat(number.textContent()).matches("(?s).*[A-Za-z%×].*");
        }
        assertThat(page.locator(".num").count()).isGreaterThan(20);
    }
}
