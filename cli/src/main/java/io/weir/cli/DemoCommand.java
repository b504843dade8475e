package io.weir.cli;

import io.weir.cli.demo.Demo;
import io.weir.cli.demo.DemoOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir demo}: a live clickstream, from generated traffic through Kafka to windows. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Open a shop: live traffic, a Kafka broker, pipelines, and a console to watch them.",
        description = {
            "Simulated shoppers send events to a real Kafka broker that this starts; the pipelines of gallery/shop run "
                    + "on them, and the console shows what comes out, your own clicks among it. "
                    + "In a terminal, a table shows the last minute of each page; into a pipe, its rows are printed as "
                    + "JSON, one a line. "
                    + "Started again, it goes on where it was, however it ended."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Events per second (2000); 0 for none but your own.")
    private int eventsPerSecond;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "The seed of the traffic (42).")
    private long seed;

    @Option(names = "--minutes", paramLabel = "N", description = "Stop after so long; without, run until Ctrl-C.")
    private @Nullable Double minutes;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this broker instead of starting one; its topic 'clickstream' gets the events.")
    private @Nullable String kafka;

    @Option(names = "--port", paramLabel = "N", description = "The console's port (8080, or any if that is taken).")
    private @Nullable Integer port;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder to go on with (weir/demo in $XDG_STATE_HOME or ~/.local/state).")
    private @Nullable Path state;

    @Option(names = "--fresh", description = "Begin with an empty folder.")
    private boolean isFresh;

    @Option(names = "--no-browser", description = "Do not open the console in a browser.")
    private boolean isWithoutBrowser;

    @Option(names = "--verbose", description = "Show stack traces, and more of the log.")
    private boolean isVerbose;

    boolean isVerbose() {
        return isVerbose;
    }

    @Override
    public Integer call() throws InterruptedException {
        Demo demo = new Demo(new DemoOptions(
                eventsPerSecond,
                seed,
                minutes == null ? Double.POSITIVE_INFINITY : minutes,
                Optional.ofNullable(kafka),
                Optional.ofNullable(port),
                Optional.ofNullable(state),
                isFresh,
                !isWithoutBrowser && Terminal.isOutput()));
        StandardOutput.onFailure(demo::stop);
        StopOnSignal signals = new StopOnSignal(demo::stop);
        try {
            demo.run(System.out, System.err, Terminal.isOutput());
        } finally {
            signals.close();
        }
        return Main.EXIT_DONE;
    }
}
