package io.weir.cli;

import io.weir.cli.top.ServerClient;
import io.weir.cli.top.ServerOption;
import io.weir.cli.top.TopScreen;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir report}: what the pipelines of a running server have done since they were started, for a daily look. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Sum up what the pipelines of a running server have done: throughput, lag, errors, late rows.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ServerOption server;

    @Override
    public Integer call() throws InterruptedException {
        ServerClient client = server.client();
        new TopScreen(Terminal.isOutput())
                .summary(
                        client.url(),
                        client.get("/api/v1/pipelines"),
                        client.get("/api/v1/metrics"),
                        client.get("/api/v1/alerts"),
                        Instant.now())
                .forEach(System.out::println);
        return Main.EXIT_DONE;
    }
}
