package io.weir.cli.top;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that ask a running server. */
public final class ServerOption {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the server is (http://localhost:8080).")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token that may read, if the server asks for one; WEIR_TOKEN in the environment does, too.")
    private @Nullable String token;

    /** The server that is meant. */
    public ServerClient client() {
        return new ServerClient(
                url, Optional.ofNullable(token).or(() -> Optional.ofNullable(System.getenv("WEIR_TOKEN"))));
    }
}
