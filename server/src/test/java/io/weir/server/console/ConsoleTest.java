package io.weir.server.console;

import org.junit.jupiter.api.Test;

/** Draft. */
class ConsoleTest {
    @Test
    void draft() throws Exception {
        try (ConsoleStub stub = new ConsoleStub().start(); Chromium chromium = Chromium.start()) {
            Shots.take(stub, chromium);
        }
    }
}
