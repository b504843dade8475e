package io.weir.server.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

final class Shots {
    public static void main(String[] args) throws Exception {
        try (ConsoleStub stub = new ConsoleStub().start(); Chromium chromium = Chromium.start()) {
            take(stub, chromium);
        }
    }

    static int[] widths = {1360, 360};
    static void take(ConsoleStub stub, Chromium chromium) throws Exception {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : widths) {
                BrowserContext context = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setColorScheme(scheme)
                                .setViewportSize(width, width == 360 ? 780 : 900));
                Page page = context.newPage();
                page.onConsoleMessage(m -> System.out.println("CONSOLE " + m.type() + " " + m.text() + " " + m.location()));
                page.onPageError(m -> System.out.println("ERROR " + m));
                String[][] pages = {{"", "overview"}, {"views", "views"}, {"views/page_metrics", "view"},
                    {"pipelines/page-metrics", "pipeline"}, {"alerts", "alerts"}, {"sql", "sql"}, {"runbooks/backpressure", "runbook"}};
                for (String[] one : pages) {
                    page.navigate(stub.address() + "/#/" + one[0]);
                    page.waitForTimeout(2200);
                    if (one[1].equals("overview")) {
                        page.evaluate("async () => { const {store} = await import('/console/store.js'); for (let i = 0; i < 240; i++) { const w = 10500 + 1300*Math.sin(i/17)+500*Math.sin(i/5.1); store.total.unshift({rowsIn:w,rowsOut:w*0.3+ 300*Math.sin(i/9)}); } store.histories.forEach((h, n) => { for (let i = 0; i < 60; i++) h.unshift({rowsIn: h[h.length-1].rowsIn*(1+0.2*Math.sin(i/6+n.length)+0.05*Math.sin(i*1.7))}); }); }");
                        page.waitForTimeout(1300);
                    }
                    if (one[1].equals("sql")) {
                        page.locator("#run").click();
                        page.waitForTimeout(1500);
                    }
                    if (one[1].equals("pipeline")) {
                        page.locator("[data-node='4']").click();
                        page.waitForTimeout(300);
                    }
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("/tmp/console-shots/" + one[1] + "-" + scheme.name().toLowerCase() + "-" + width + ".png")));
                }
                context.close();
            }
        }
    }
}
