package io.weir.cli;

import io.weir.cli.demo.Demo;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir demo}: a live clickstream, from generated traffic through Kafka to windows. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Show a live clickstream, through a Kafka broker of its own.",
        description = {
            "Simulated shoppers send events to a real Kafka broker that this starts, a Flink SQL query counts them "
                    + "by page in windows of ten seconds, and a table shows the result. "
                    + "Into a pipe, the result's rows are printed as JSON, one a line."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--rate", paramLabel = "N", defaultValue = "2000", description = "Events per second (2000).")
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

    @Option(names = "--verbose", description = "Show stack traces, and more of the log.")
    private boolean isVerbose;

    boolean isVerbose() {
        return isVerbose;
    }

    @Override
    public Integer call() throws InterruptedException {
        Demo demo = new Demo(
                eventsPerSecond,
                seed,
                minutes == null ? Double.POSITIVE_INFINITY : minutes,
                Optional.ofNullable(kafka));
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
