package io.weir.testing.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs pipelines under simulation, one for each seed.
 *
 * <p>Arguments: {@code --seed N} the first seed (1), {@code --count N} how many (1), {@code --pipeline A,B} only these,
 * {@code --show} prints every event, {@code --mutation M} makes a {@link Mutation mistake} that is to be found.
 */
public final class Simulation {
    private static final int PROGRESS_EVERY = 500;

    private final List<SimulatedPipeline> pipelines;
    private final Map<String, Long> totals = new TreeMap<>();

    /** @param pipelines those that a seed may pick */
    Simulation(List<SimulatedPipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
    }

    /** A run in which something did not hold: all that is needed to see it again. */
    record Finding(long seed, long step, String pipeline, String invariant, String text) {}

    public static void main(String[] arguments) {
        long seed = 1;
        int count = 1;
        boolean isShown = false;
        Mutation mutation = Mutation.NONE;
        List<SimulatedPipeline> pipelines = SimulatedPipeline.planAll();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seed" -> seed = Long.parseLong(arguments[++i]);
                case "--count" -> count = Integer.parseInt(arguments[++i]);
                case "--show" -> isShown = true;
                case "--mutation" -> mutation = Mutation.valueOf(arguments[++i]);
                case "--pipeline" -> {
                    List<String> wanted = List.of(arguments[++i].split(","));
                    pipelines = pipelines.stream()
                            .filter(pipeline -> wanted.contains(pipeline.name()))
                            .toList();
                }
                default -> throw new IllegalArgumentException("Unknown argument " + arguments[i]);
            }
        }
        Simulation simulation = new Simulation(pipelines);
        List<Finding> findings = simulation.run(seed, count, isShown, mutation);
        System.out.println(simulation.summary(seed, count) + ", findings: " + findings.size());
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** Runs so many seeds, and prints what was found. */
    List<Finding> run(long firstSeed, int count, boolean isShown, Mutation mutation) {
        List<Finding> findings = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Optional<Finding> finding = run(seed, isShown, mutation);
            finding.ifPresent(found -> System.out.println(found.text()));
            finding.ifPresent(findings::add);
            if ((seed - firstSeed + 1) % PROGRESS_EVERY == 0) {
                System.out.println("Up to seed " + seed + ": " + findings.size() + " findings");
            }
        }
        return findings;
    }

    /** Runs one seed. */
    Optional<Finding> run(long seed, boolean isShown, Mutation mutation) {
        EventLog log = new EventLog(isShown);
        SimulationRun run = new SimulationRun(pipelines, seed, log, mutation);
        try {
            SimulationRun.Outcome outcome = run.run();
            totals.merge("runs", 1L, Long::sum);
            totals.merge("epochs", outcome.epochs(), Long::sum);
            totals.merge("processes", (long) outcome.processes(), Long::sum);
            totals.merge("crashes", (long) outcome.crashes(), Long::sum);
            totals.merge("steps", outcome.steps(), Long::sum);
            return Optional.empty();
        } catch (Violation | RuntimeException e) {
            String invariant = e instanceof Violation violation ? violation.invariant() : "NoFailureOfItsOwn";
            return Optional.of(new Finding(
                    seed,
                    log.step(),
                    run.pipeline().name(),
                    invariant,
                    describe(seed, log, run.pipeline().name(), e)));
        }
    }

    private static String describe(long seed, EventLog log, String pipeline, Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return "FOUND: seed " + seed + ", step " + log.step() + ", pipeline " + pipeline + ", " + thrown.getMessage()
                + "\n  " + String.join("\n  ", log.last()) + "\n" + trace;
    }

    /** The digest of the events of a seed. */
    long digest(long seed) {
        EventLog log = new EventLog(false);
        try {
            new SimulationRun(pipelines, seed, log, Mutation.NONE).run();
        } catch (Violation e) {
            log.add(String.valueOf(e.getMessage()));
        }
        return log.digest();
    }

    String summary(long seed, int count) {
        return "Seeds " + seed + " to " + (seed + count - 1) + ": " + totals;
    }
}
