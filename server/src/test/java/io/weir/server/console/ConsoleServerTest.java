package io.weir.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.weir.library.run.RunOptions;
import io.weir.server.ServerOptions;
import io.weir.server.WeirServer;
import io.weir.server.http.HttpOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console before the real server: what the pages ask for is there, in the form that they expect. */
class ConsoleServerTest extends ConsoleHarness {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String READER = "reader-0123456789abcdef";
    private static final String WRITER = "writer-0123456789abcdef";
    private static final String SHOP = """
            CREATE TABLE clicks (id BIGINT, page INT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
              'fields.page.min' = '1', 'fields.page.max' = '5');
            CREATE TABLE pages (page INT, clicks BIGINT, PRIMARY KEY (page) NOT ENFORCED)
              WITH ('connector' = 'view');
            INSERT INTO pages SELECT page, COUNT(*) FROM clicks GROUP BY page;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private WeirServer server;
    private String address;

    private Page serve(Function<ServerOptions, ServerOptions> more) throws IOException {
        Path folder = Files.createDirectories(home.resolve("pipelines"));
        Files.writeString(folder.resolve("shop.sql"), SHOP);
        server = WeirServer.start(more.apply(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withConfiguration("weir.alert.interval", "1 s")
                .withConfiguration("weir.alert.failure.for", "0 s")
                .withConfiguration("weir.alert.resources.enabled", "false")
                .withRun(RunOptions.defaults().withParallelism(1))));
        address = "http://127.0.0.1:" + server.port();
        return open(address, "", DESKTOP, ColorScheme.LIGHT);
    }

    private ServerOptions withTokens(ServerOptions options) {
        Path file = home.resolve("tokens");
        try {
            Files.writeString(file, "read " + READER + " the dashboard\nwrite " + WRITER + " the night shift\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return options.withHttp(HttpOptions.local(0).withTokens(file));
    }

    /** A stream that the server's end cuts off is a complaint of the browser, and none of the page. */
    private void leave(Page page) {
        page.navigate("about:blank");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aPipelineThatRunsIsSeen() throws IOException {
        Page page = serve(options -> options);

        assertThat(page.locator("td .pill").first())
                .containsText("Running", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".health tbody tr").nth(6)).isVisible();
        page.locator("text=shop").first().click();
        assertThat(page.locator(".node").first()).isVisible();
        assertThat(page.locator(".node-rate").first()).containsText(Pattern.compile("\\d.*rows/s"));
        page.locator(".node", new Page.LocatorOptions().setHasText("Group aggregate"))
                .click();
        assertThat(page.locator(".sql-listing mark").first()).containsText("GROUP");
        page.navigate(address + "/#/alerts");
        assertThat(page.locator("h1")).hasText("Alerts");
        page.navigate(address + "/#/views/pages");
        assertThat(page.locator("#rows tr")).hasCount(5);
        assertThat(page.locator(".page-head h1")).hasText("pages");
        leave(page);
    }

    @Test
    void aQueryOverAViewAndAStreamGivesRows() throws IOException {
        Page page = serve(options -> options);
        page.navigate(address + "/#/sql");
        // The tables are those of the pipeline, once it is planned.
        assertThat(page.locator(".table-list .name", new Page.LocatorOptions().setHasText("pages")))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".table-list .name", new Page.LocatorOptions().setHasText("clicks")))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        page.navigate(address + "/#/views/pages");
        assertThat(page.locator("#rows tr")).hasCount(5, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        page.navigate(address + "/#/sql");

        page.locator("#sql-input").fill("SELECT page * 100 AS hundreds FROM pages WHERE page > 3 ORDER BY page DESC");
        page.keyboard().press("Control+Enter");

        awaitRows(page, 2);
        assertThat(page.locator("#results tr").nth(0)).containsText("500");
        assertThat(page.locator("#results tr").nth(1)).containsText("400");
        assertThat(page.locator("section:has(#results) .pill").first()).hasText("Finished");
        assertThat(page.locator(".node").first()).isVisible();

        page.locator("#sql-input").fill("SELECT page, COUNT(*) AS n FROM clicks GROUP BY page");
        page.keyboard().press("Control+Enter");
        awaitRows(page, 5);
        page.locator("#sql-input").fill("SELECT id FROM clicks WHERE page = 5 AND MOD(id, 5) = 0");
        page.locator(".card-head select").selectOption("60");
        assertThat(page.locator(".card-head #run")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        page.locator("#run").click();
        page.locator("#results tr").first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        page.locator("#stop").click();
        assertThat(page.locator("section:has(#results) .pill").first()).hasText("Stopped");
        leave(page);
    }

    /** Rows, or why there are none. */
    private static void awaitRows(Page page, int count) {
        page.locator("#results tr, .trouble").first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".trouble").allTextContents()).isEmpty();
        assertThat(page.locator("#results tr")).hasCount(count, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Test
    void aMistakeInAQueryIsMarkedWhereItIs() throws IOException {
        Page page = serve(options -> options);
        page.navigate(address + "/#/sql");
        assertThat(page.locator(".table-list .name", new Page.LocatorOptions().setHasText("clicks")))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));

        page.locator("#sql-input").fill("SELECT page\nFORM clicks");
        page.locator("#run").click();

        assertThat(page.locator(".trouble"))
                .containsText("clicks", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".gutter .wrong")).hasText(Pattern.compile("2"));
        page.locator("#sql-input").fill("SELECT pag FROM clicks");
        page.locator("#run").click();
        assertThat(page.locator(".trouble")).containsText("pag", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        forgive(words -> words.contains("status of 400"));
        leave(page);
    }

    @Test
    void anAlertIsAcknowledgedAndSilencedAndStaysSo() throws IOException {
        Files.createDirectories(home.resolve("pipelines"));
        Files.writeString(home.resolve("pipelines").resolve("broken.sql"), "INSERT INTO nowhere SELECT 1;");
        Page page = serve(options -> options);
        page.navigate(address + "/#/alerts");

        assertThat(button(page, "Acknowledge failure broken"))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        button(page, "Silence failure broken").click();
        page.getByLabel("Why").fill("A planned test");
        page.locator("#silence [type=submit]").click();
        assertThat(page.locator("text=A planned test")).isVisible();
        assertThat(page.locator(".alert .pill", new Page.LocatorOptions().setHasText("Silenced")))
                .isVisible();
        button(page, "Acknowledge failure broken").click();
        assertThat(page.locator("#group-acknowledged")).isVisible();

        page.reload();
        assertThat(page.locator("#group-acknowledged")).isVisible();
        assertThat(page.locator("text=A planned test")).isVisible();
        button(page, "End it").click();
        assertThat(page.locator("text=A planned test")).hasCount(0);
        page.locator("a[aria-label='Runbook for failure']").click();
        assertThat(page.locator(".prose h1")).isVisible();
        leave(page);
    }

    private void signIn(Page page, String token) {
        page.getByLabel("Token").fill(token);
        page.locator("#sign-in [type=submit]").click();
    }

    @Test
    void aTokenOpensTheDoorAndItsRoleSaysHowFar() throws IOException {
        Files.createDirectories(home.resolve("pipelines"));
        Files.writeString(home.resolve("pipelines").resolve("broken.sql"), "INSERT INTO nowhere SELECT 1;");
        Page page = serve(this::withTokens);

        signIn(page, "guess-0123456789abcdef");
        assertThat(page.locator("#sign-in .trouble")).containsText("not known");
        signIn(page, READER);
        assertThat(page.locator("#sign-in")).hasCount(0);
        assertThat(page.locator("text=shop").first()).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        Object kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");
        assertThat(String.valueOf(kept)).doesNotContain(READER);

        // Who may only read is shown the alert, and no button.
        page.navigate(address + "/#/alerts");
        assertThat(page.locator(".alert-title .name").first())
                .hasText("failure", new HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".alert-actions")).hasCount(0);

        page.locator("#session").click();
        assertThat(page.locator("#sign-in")).isVisible();
        signIn(page, WRITER);
        assertThat(page.locator("#sign-in")).hasCount(0);
        button(page, "Acknowledge failure broken").click();
        assertThat(page.locator("#group-acknowledged")).isVisible();
        page.reload();
        assertThat(page.locator("#group-acknowledged")).isVisible();
        forgive(words -> words.contains("status of 401"));
        leave(page);
    }
}
