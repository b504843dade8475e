package io.weir.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.weir.library.run.RunOptions;
import io.weir.server.ServerOptions;
import io.weir.server.WeirServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console before the real server: what the pages ask for is there, in the form that they expect. */
class ConsoleServerTest extends ConsoleHarness {
    private static final String SHOP = """
            CREATE TABLE clicks (id BIGINT, page INT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
              'fields.page.min' = '1', 'fields.page.max' = '5');
            CREATE TABLE pages (page INT, clicks BIGINT, PRIMARY KEY (page) NOT ENFORCED)
              WITH ('connector' = 'view');
            INSERT INTO pages SELECT page, COUNT(*) FROM clicks GROUP BY page;
            """;

    @Test
    void aPipelineThatRunsIsSeen(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectory(home.resolve("pipelines"));
        Files.writeString(folder.resolve("shop.sql"), SHOP);
        try (WeirServer server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(1)))) {
            String address = "http://127.0.0.1:" + server.port();
            Page page = open(address, "", DESKTOP, ColorScheme.LIGHT);

            assertThat(page.locator("td .pill").first())
                    .containsText("Running", new ContainsTextOptions().setTimeout(60_000));
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
            // A stream that the server's end cuts off is a complaint of the browser, and none of the page.
            page.navigate("about:blank");
        }
    }
}
