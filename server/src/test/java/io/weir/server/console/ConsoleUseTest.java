package io.weir.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.weir.server.console.StubData.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people do with the console: by mouse and by keyboard; and what others may try to do with it. */
class ConsoleUseTest extends ConsoleHarness {
    private static final String EVIL = "<img src=x onerror=\"window.evil=1\"><script>window.evil=1</script>'\"&amp;";

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aChosenStepMarksItsPartOfTheSql() {
        Page page = open("pipelines/page-metrics");

        page.locator("[data-node='4']").click();

        assertThat(page.locator(".sql-listing mark").first()).containsText("FROM");
        String marked = String.join("", page.locator(".sql-listing mark").allTextContents());
        assertThat(marked)
                .isEqualTo("FROM TUMBLE(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE)");
        assertThat(page.locator(".node-facts")).containsText("128");

        page.locator("[data-node='4']").click();
        assertThat(page.locator(".sql-listing mark")).hasCount(0);
    }

    @Test
    void thePlanIsWalkedWithTheKeyboard() {
        Page page = open("pipelines/page-metrics");
        page.locator("[data-node='1']").focus();

        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-node='3']")).isFocused();
        assertThat(page.locator("[data-node='3']")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("[data-node='2']")).isFocused();
    }

    @Test
    void theKeyboardAloneReachesEverything() {
        Page page = open("");
        page.locator("text=revenue-per-hour").first().waitFor();

        page.keyboard().press("Tab");
        assertThat(page.locator("#skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("main a").first()).isFocused();
        page.keyboard().press("2");
        assertThat(page.locator("h1")).hasText("Views");
        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("?");
        assertThat(page.locator("#help-dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#help-dialog")).hasCount(0);
        page.keyboard().press("4");
        assertThat(page.locator("h1")).hasText("Try SQL");
        page.keyboard().press("/");
        assertThat(page.locator("#sql-input")).isFocused();
        page.keyboard().type("SELECT 3");
        assertThat(page.locator("h1")).hasText("Try SQL");
    }

    @Test
    void aFocusedThingIsSeenToBe() {
        Page page = open("");
        page.locator("text=revenue-per-hour").first().waitFor();

        page.keyboard().press("Tab");
        page.keyboard().press("Tab");

        Object width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth");
        assertThat(String.valueOf(width)).isNotEqualTo("0px");
    }

    @Test
    void aPipelineIsStoppedAndStarted() {
        Page page = open("pipelines/page-metrics");

        button(page, "Stop").click();

        assertThat(page.locator(".page-head .pill")).hasText("Stopped");
        button(page, "Start").click();
        assertThat(page.locator(".page-head .pill")).hasText("Running");
    }

    @Test
    void aQueryRunsAndItsRowsCome() {
        Page page = open("sql");
        page.locator("#sql-input").fill("SELECT page, COUNT(*) AS views\nFROM clickstream\nGROUP BY page");

        page.keyboard().press("Control+Enter");

        assertThat(page.locator("#results tr")).hasCount(8);
        assertThat(page.locator("#results tr").first()).containsText("/home");
        assertThat(page.locator("text=The time is over")).isVisible();
        assertThat(page.locator(".node")).hasCount(3);
        page.getByLabel("Show each change").check();
        assertThat(page.locator("#results .op-take").first()).hasText(Pattern.compile("-U"));
        assertThat(page.locator("#results tr")).hasCount(72);
    }

    @Test
    void aQueryThatRunsMakesRoomForTheNext() {
        Page page = open("sql");
        page.locator("#sql-input").fill("SELECT slow FROM clickstream");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#results tr")).hasCount(8);

        page.locator("#sql-input").fill("SELECT page, COUNT(*) AS views\nFROM clickstream\nGROUP BY page");
        page.keyboard().press("Control+Enter");

        assertThat(page.locator("text=The time is over")).isVisible();
        assertThat(page.locator("#run")).isVisible();
        assertThat(page.locator("#results tr")).hasCount(8);
    }

    @Test
    void aSmallShareFitsBesideItsBar() {
        Page page = open("sql");

        Object shares = page.evaluate("""
                async () => {
                  const {text} = await import('/console/format.js');
                  const all = [0, 0.0000093, 0.0043, 0.5, 0.999].map(share => text('share', share));
                  return all.map(share => share.replace('\u00a0', ' ')).join(', ');
                }""");

        assertThat(shares).isEqualTo("0 %, <0.1 %, 0.43 %, 50 %, 100 %");
    }

    @Test
    void aQueryIsStopped() {
        Page page = open("sql");
        page.locator("#sql-input").fill("SELECT slow FROM clickstream");

        page.locator("#run").click();
        page.locator("#results tr").first().waitFor();
        page.locator("#stop").click();

        assertThat(page.locator(".card-head #run")).isVisible();
        assertThat(page.locator("section:has(#results) .pill")).hasText("Stopped");
    }

    @Test
    void aMistakeInAQueryIsShownWhereItIs() {
        Page page = open("sql");
        page.locator("#sql-input").fill("SELECT page\nFORM clickstream");

        page.locator("#run").click();

        assertThat(page.locator(".trouble")).containsText("\"FORM\" is not expected here");
        assertThat(page.locator(".trouble .hint")).hasText("Expected: FROM");
        assertThat(page.locator(".editor mark")).hasText("FORM");
        assertThat(page.locator(".gutter .wrong")).hasText(Pattern.compile("2"));
        forgiveStatus("400");
    }

    @Test
    void anAlertIsAcknowledgedAndSilenced() {
        Page page = open("alerts");

        button(page, "Acknowledge backpressure page-metrics").click();
        assertThat(page.locator("#group-acknowledged")).isVisible();
        button(page, "Silence latency revenue-per-hour").click();
        page.getByLabel("Why").fill("A planned load test");
        page.locator("#silence [type=submit]").click();

        assertThat(page.locator("text=A planned load test")).isVisible();
        button(page, "End it").click();
        assertThat(page.locator("text=A planned load test")).hasCount(0);
    }

    @Test
    void aRunbookIsRead() {
        Page page = open("runbooks/backpressure");

        assertThat(page.locator(".prose h1")).hasText("Backpressure");
        assertThat(page.locator(".prose td").nth(3)).hasText("everything waits <script>alert(1)</script>");
        page.locator(".prose a").click();
        assertThat(page).hasURL(Pattern.compile("#/runbooks/lag$"));
    }

    @Test
    void hostileNamesAndValuesStayText() {
        stub.morePipelines.add(map(
                "name",
                EVIL,
                "state",
                "FAILED",
                "engine",
                "native",
                "error",
                EVIL,
                "sql",
                "SELECT '" + EVIL + "' -- " + EVIL,
                "rowsInPerSecond",
                null,
                "views",
                List.of(EVIL),
                "jobs",
                List.of(map(
                        "number",
                        1,
                        "line",
                        1,
                        "sql",
                        "",
                        "nodes",
                        List.of(map(
                                "id",
                                1,
                                "type",
                                EVIL,
                                "description",
                                EVIL,
                                "inputs",
                                List.of(),
                                "native",
                                true,
                                "sqlFrom",
                                0,
                                "sqlTo",
                                9))))));
        stub.views.get(1).add(map("country", EVIL, "users", EVIL, "sessions", null));
        Page page = open("");

        assertThat(page.locator("text=<img src=x").first()).isVisible();
        page.locator("a.name", new Page.LocatorOptions().setHasText("<img src=x"))
                .first()
                .click();
        assertThat(page.locator("h1")).hasText(EVIL);
        page.locator(".node").click();
        assertThat(page.locator(".node-facts pre")).hasText(EVIL);
        page.navigate(stub.address() + "/#/views/active_users");
        assertThat(page.locator("#rows td", new Page.LocatorOptions().setHasText("<img src=x"))
                        .first())
                .hasText(EVIL);
        page.navigate(stub.address() + "/#/views/"
                + java.net.URLEncoder.encode(EVIL, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(page.locator(".trouble")).containsText("There is no view <img");
        page.navigate(stub.address() + "/#/sql");
        page.locator("#sql-input").fill("SELECT '" + EVIL + "'");
        assertThat(page.locator(".editor .sql")).containsText(EVIL);

        assertThat(page.evaluate("window.evil")).isNull();
        assertThat(page.locator("main img, main script")).hasCount(0);
    }

    @Test
    void whoIsNotSignedInIsAskedForAToken() {
        stub.token = "sesame";
        Page page = open("");

        page.getByLabel("Token").fill("guess");
        page.locator("#sign-in [type=submit]").click();
        assertThat(page.locator("#sign-in .trouble")).containsText("not known");
        page.getByLabel("Token").fill("sesame");
        page.locator("#sign-in [type=submit]").click();

        assertThat(page.locator("#sign-in")).hasCount(0);
        assertThat(page.locator("text=revenue-per-hour").first()).isVisible();
        Object kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");
        assertThat(String.valueOf(kept)).doesNotContain("sesame");
        forgiveStatus("401");
    }

    @Test
    void theThemeIsKept() {
        Page page = open(stub.address(), "", DESKTOP, ColorScheme.DARK);
        page.locator("#theme").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");

        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(243, 247, 249)");
    }

    @Test
    void theVisitorsOwnClicksAreEventsOfTheDemoAndCanBeSwitchedOff() {
        stub.isDemo = true;
        Page page = open("");
        assertThat(page.locator("#demo-note")).containsText("your clicks here are events too");

        page.keyboard().press("2");
        page.locator(".demo .link").click();

        assertThat(page.locator("#demo-events")).containsText("/console/views");
        assertThat(page.locator("#demo-events td.right").first()).containsText("ms");
        assertThat(stub.collected).hasSize(2);
        assertThat(stub.collected.get(1))
                .containsEntry("page", "/console/views")
                .containsEntry("action", "view")
                .containsKeys("event_id", "user_id", "event_timestamp", "session_id", "load_time_ms");
        page.getByLabel("send them").uncheck();
        page.keyboard().press("3");
        assertThat(page.locator("h1")).hasText("Alerts");
        page.keyboard().press("1");
        assertThat(page.locator("text=revenue-per-hour").first()).isVisible();
        assertThat(stub.collected).hasSize(2);
    }

    private void forgiveStatus(String status) {
        forgive(words -> words.contains("status of " + status));
    }
}
