package io.weir.cli;

import io.weir.cli.top.DayReport;
import io.weir.cli.top.ServerClient;
import io.weir.cli.top.ServerOption;
import io.weir.cli.top.TopScreen;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir report}: what the pipelines of a server have done, for a daily look. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Sum up what the pipelines of a running server have done in the last day: throughput, lag, errors,"
                        + " late rows, latency.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ServerOption server;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "Of the last N hours, from 1 to 24 (24); the server may have been started meanwhile.")
    private int hours;

    @Option(names = "--since-start", description = "Instead, since the server began to run each pipeline.")
    private boolean isSinceStart;

    @Override
    public Integer call() throws InterruptedException {
        ServerClient client = server.client();
        if (isSinceStart) {
            new TopScreen(Terminal.isOutput())
                    .summary(
                            client.url(),
                            client.get("/api/v1/pipelines"),
                            client.get("/api/v1/metrics"),
                            client.get("/api/v1/alerts"),
                            Instant.now())
                    .forEach(System.out::println);
        } else {
            new DayReport(Terminal.isOutput())
                    .lines(
                            client.url(),
                            client.get("/api/v1/pipelines"),
                            client.get("/api/v1/report?hours=" + hours),
                            client.get("/api/v1/alerts"))
                    .forEach(System.out::println);
        }
        return Main.EXIT_DONE;
    }
}
