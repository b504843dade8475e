package io.weir.testing.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code testing/faults/run}: kills pipelines for as many rounds as wanted, and counts every row. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Kill pipelines, stall and kill servers, damage epochs; then count every row.")
public final class Faults implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Decides input, faults and parallelism.")
    private long seed = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "How often a fault happens to each pipeline.")
    private int rounds = 20;

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            split = ",",
            description = "window, ledger, dedup, join; all of them unless given.")
    private List<String> pipelines = List.of("window", "ledger", "dedup", "join");

    @Option(names = "--rate", paramLabel = "N", description = "Steps of the input in a second.")
    private int rate = 500;

    @Option(names = "--log", paramLabel = "FILE", description = "Keeps what the pipelines said if rows are wrong.")
    private @Nullable Path log;

    @Option(names = "--faults", paramLabel = "NAME", split = ",", description = "${COMPLETION-CANDIDATES}")
    private List<Fault> faults = List.of(Fault.values());

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "A configuration option of the pipelines.")
    private List<String> configuration = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isRight = true;
        for (String name : pipelines) {
            List<String> findings = run(name, seed, rounds, rate, faults, configuration, log);
            findings.forEach(finding -> System.out.println(name + ": FINDING " + finding));
            System.out.println(name + ": seed " + seed + ", " + rounds + " rounds, "
                    + (findings.isEmpty() ? "every row once" : findings.size() + " findings"));
            isRight &= findings.isEmpty();
        }
        return isRight ? 0 : 1;
    }

    /**
     * Runs rounds of one pipeline, and prints what happens.
     *
     * @param faults those to choose from
     * @param configuration options of the pipeline, {@code KEY=VALUE}
     * @param log where what the pipelines said is kept if something is wrong
     * @return what is wrong
     */
    static List<String> run(
            String name,
            long seed,
            int rounds,
            int rate,
            List<Fault> faults,
            List<String> configuration,
            @Nullable Path log)
            throws IOException, InterruptedException {
        Consumer<String> report = line -> System.out.println(name + ": " + line);
        try (FaultRun run = FaultRun.start(Scenario.of(name), seed, faults, configuration, report)) {
            List<String> findings = run.run(rounds, rate);
            if (log != null && !findings.isEmpty()) {
                Files.copy(run.log(), log, StandardCopyOption.REPLACE_EXISTING);
            }
            return findings;
        }
    }
}
