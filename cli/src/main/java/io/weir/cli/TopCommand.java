package io.weir.cli;

import io.weir.cli.top.ServerClient;
import io.weir.cli.top.ServerOption;
import io.weir.cli.top.TopScreen;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir top}: the pipelines of a running server, and their health, in the terminal. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Show the pipelines of a running server, and their health.")
final class TopCommand implements Callable<Integer> {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    /** Lines that are too long for the terminal are cut, whatever its size is now. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";
    private static final String CLEAR_TO_END = "\u001b[0J";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final long MILLIS_PER_SECOND = 1_000;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ServerOption server;

    @Option(names = "--once", description = "Print once and end.")
    private boolean isOnce;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "1", description = "How often to ask (1).")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        ServerClient client = server.client();
        TopScreen screen = new TopScreen(Terminal.isOutput());
        if (isOnce || !Terminal.isOutput()) {
            lines(client, screen).forEach(System.out::println);
            return Main.EXIT_DONE;
        }
        System.out.print(CLEAR);
        while (!StandardOutput.hasFailed()) {
            System.out.print(draw(linesOrReason(client, screen)));
            System.out.flush();
            Thread.sleep(Math.max(1, seconds) * MILLIS_PER_SECOND);
        }
        return Main.EXIT_FAILED;
    }

    private static List<String> lines(ServerClient client, TopScreen screen) throws InterruptedException {
        return screen.now(
                client.url(),
                client.get("/api/v1/pipelines"),
                client.get("/api/v1/metrics"),
                client.get("/api/v1/health"));
    }

    /** A server that is away for a moment is waited for. */
    private static List<String> linesOrReason(ServerClient client, TopScreen screen) throws InterruptedException {
        try {
            return lines(client, screen);
        } catch (WeirException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static String draw(List<String> lines) {
        StringBuilder all = new StringBuilder(HOME).append(WRAP_OFF);
        lines.forEach(line -> all.append(line).append(CLEAR_REST_OF_LINE).append('\n'));
        return all.append(CLEAR_TO_END).append(WRAP_ON).toString();
    }
}
