package io.weir.server;

import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with a folder of pipelines, which is empty at first. */
abstract class ServerFixture {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    Path folder;
    WeirServer server;
    ApiClient api;

    @BeforeEach
    void startWithAnEmptyFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("pipelines"));
        start();
    }

    void start() {
        server = WeirServer.start(options());
        api = new ApiClient(server.port());
    }

    ServerOptions options() {
        return ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name + ".sql"), sql);
    }
}
