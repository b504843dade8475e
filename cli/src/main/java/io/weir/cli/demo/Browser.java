package io.weir.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens a page in the user's browser, where there is one. */
final class Browser {
    private Browser() {}

    /** True if there is a screen on which a browser can be shown. */
    static boolean isThere() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean hasDisplay = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return system.contains("mac") || system.contains("win") || hasDisplay;
    }

    /** Asks the system to open a page; whether it does is seen on the screen. */
    static void open(String url) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("mac")
                ? List.of("open", url)
                : system.contains("win") ? List.of("cmd", "/c", "start", "", url) : List.of("xdg-open", url);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address has been printed.
            return;
        }
    }
}
