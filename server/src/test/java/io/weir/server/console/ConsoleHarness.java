package io.weir.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What tests of the console share: a browser, a stub of the server, and that no page complains. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleHarness {
    static final int DESKTOP = 1280;
    static final int PHONE = 320;

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<BrowserContext> contexts = new ArrayList<>();
    private Chromium chromium;
    ConsoleStub stub;

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void startStub() {
        complaints.clear();
        stub = new ConsoleStub().start();
    }

    @AfterEach
    void nothingComplained() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        stub.close();
        assertThat(complaints).as("what the browser's console says").isEmpty();
    }

    /** For a test that makes the browser complain: requests that fail are noted by every browser. */
    void forgive(Predicate<String> known) {
        complaints.removeIf(known);
    }

    Page open(String place) {
        return open(stub.address(), place, DESKTOP, ColorScheme.LIGHT);
    }

    Page open(String address, String place, int width, ColorScheme scheme) {
        BrowserContext context = chromium.browser()
                .newContext(new NewContextOptions()
                        .setViewportSize(width, width < 600 ? 700 : 860)
                        .setColorScheme(scheme)
                        .setDeviceScaleFactor(1));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address + "/#/" + place);
        return page;
    }
}
