package io.weir.testing.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * So many rounds of faults for one pipeline, then the count of every row.
 *
 * <p>The seed decides the input, the faults, their moments and the parallelism. Where exactly a fault hits hangs on the
 * machine, so a seed repeats the kind of a run, not each step of it.
 */
final class FaultRun implements AutoCloseable {
    private static final int PARALLELISM_MAX = 4;
    private static final long EPOCH_LIMIT_MILLIS = 60_000;
    private static final long DRAIN_LIMIT_MILLIS = 120_000;
    private static final long STOP_LIMIT_MILLIS = 60_000;
    private static final long LOOK_MILLIS = 20;

    private final Scenario scenario;
    private final long seed;
    private final Random random;
    private final Consumer<String> report;
    private final Servers servers;
    private final StateFolder state;
    private final List<String> configuration;
    private final List<Fault> faults;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final List<String> findings = new ArrayList<>();

    private FaultRun(
            Scenario scenario,
            long seed,
            List<Fault> wanted,
            List<String> configuration,
            Consumer<String> report,
            Servers servers,
            StateFolder state) {
        this.scenario = scenario;
        this.seed = seed;
        this.configuration = List.copyOf(configuration);
        this.report = report;
        this.servers = servers;
        this.state = state;
        // Pipelines of one seed go different ways.
        random = new Random(seed * 31 + scenario.name().hashCode());
        faults = faults(wanted);
    }

    /**
     * Starts the servers.
     *
     * @param wanted the faults to choose from
     * @param configuration options of the pipeline, {@code KEY=VALUE}
     */
    static FaultRun start(
            Scenario scenario, long seed, List<Fault> wanted, List<String> configuration, Consumer<String> report)
            throws IOException, InterruptedException {
        Servers servers = Servers.start(scenario);
        try {
            StateFolder state = StateFolder.create(servers.folder("disk"));
            return new FaultRun(scenario, seed, wanted, configuration, report, servers, state);
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** Each as often as it weighs. */
    private List<Fault> faults(List<Fault> wanted) {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : wanted) {
            boolean isPossible = (!fault.needsDatabase() || scenario.usesDatabase())
                    && (fault != Fault.DISK_FULL || state.canBeFilled());
            int weight = wanted.size() < Fault.values().length ? Math.max(1, fault.weight()) : fault.weight();
            for (int i = 0; isPossible && i < weight; i++) {
                possible.add(fault);
            }
        }
        if (!state.canBeFilled()) {
            report.accept("no round with a full disk: this user may not mount a small file system");
        }
        if (possible.isEmpty()) {
            throw new IllegalArgumentException("none of " + wanted + " can happen to " + scenario.name());
        }
        return possible;
    }

    /**
     * Runs the rounds.
     *
     * @return what is wrong; empty if every row is where it should be, once
     */
    List<String> run(int rounds, int perSecond) throws IOException, InterruptedException {
        compile();
        try (EventProducer producer = new EventProducer(scenario, servers, seed, perSecond);
                InvariantReader reader = new InvariantReader(servers, scenario.invariant())) {
            for (int round = 1; round <= rounds; round++) {
                round(round);
            }
            long messages = producer.finish();
            report.accept("faults: " + counts + "; " + messages + " messages acknowledged");
            drainAndCount();
            if (!scenario.invariant().isEmpty()) {
                report.accept("the invariant was looked at " + reader.looks() + " times");
                reader.breaches().forEach(breach -> findings.add("the invariant was " + breach));
            }
        }
        return List.copyOf(findings);
    }

    /** A plan starts quicker than a script. */
    private void compile() throws IOException, InterruptedException {
        Path script = servers.folder(scenario.name() + ".sql");
        Files.writeString(script, scenario.script(servers));
        PipelineProcess compiler = PipelineProcess.start(
                List.of(),
                servers.folder("compile.log"),
                List.of("compile", script.toString(), "-o", plan().toString()));
        if (!compiler.awaitEnd(EPOCH_LIMIT_MILLIS) || compiler.status() != 0) {
            compiler.kill();
            throw new IllegalStateException("the script cannot be compiled: " + compiler.said());
        }
    }

    private Path plan() {
        return servers.folder(scenario.name() + ".json");
    }

    private PipelineProcess start(List<String> jvm) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                plan().toString(),
                "--state",
                state.state().toString(),
                "--engine",
                "native",
                "--parallelism",
                Integer.toString(1 + random.nextInt(PARALLELISM_MAX)),
                "-D",
                "execution.checkpointing.interval=200 ms",
                "--quiet"));
        configuration.forEach(option -> arguments.addAll(List.of("-D", option)));
        return PipelineProcess.start(jvm, servers.folder("pipeline.log"), arguments);
    }

    private void round(int round) throws IOException, InterruptedException {
        Fault fault = faults.get(random.nextInt(faults.size()));
        counts.merge(fault, 1, Integer::sum);
        long begin = System.nanoTime();
        long before = state.newestEpoch();
        List<String> jvm = fault.haltStep().isEmpty()
                ? List.of()
                : List.of("-Dweir.testing.halt-at=" + fault.haltStep() + ":" + (1 + random.nextInt(6)));
        PipelineProcess pipeline = start(jvm);
        String note;
        try {
            note = inflict(fault, pipeline, before);
        } finally {
            pipeline.kill();
        }
        report.accept("seed %d round %d %s: epoch %d to %d, %.1f s%s"
                .formatted(
                        seed,
                        round,
                        fault,
                        before,
                        state.newestEpoch(),
                        (System.nanoTime() - begin) / 1e9,
                        note.isEmpty() ? "" : ", " + note));
    }

    private String inflict(Fault fault, PipelineProcess pipeline, long before)
            throws IOException, InterruptedException {
        if (fault == Fault.KILL_STARTING) {
            boolean hasEnded = pipeline.awaitEnd(random.nextInt(3000));
            return hasEnded ? unexpectedEnd(pipeline) : "";
        }
        if (!fault.haltStep().isEmpty()) {
            if (!pipeline.awaitEnd(EPOCH_LIMIT_MILLIS)) {
                findings.add(fault + ": the step was not reached within 60 s: " + pipeline.said());
            }
            return fault.isDamage() ? state.damage(fault != Fault.DAMAGED_DATA, random) : "";
        }
        if (!awaitEpoch(pipeline, before)) {
            return unexpectedEnd(pipeline);
        }
        Thread.sleep(random.nextInt(500));
        switch (fault) {
            case BROKER_KILLED -> {
                servers.broker().kill();
                Thread.sleep(random.nextInt(1000));
                servers.broker().restart();
            }
            case BROKER_STALLED -> Signals.stall(servers.broker().process(), random.nextInt(2000));
            case DATABASE_KILLED -> {
                servers.database().kill();
                Thread.sleep(random.nextInt(1000));
                servers.database().start();
            }
            case DATABASE_STALLED -> Signals.stall(servers.database().process(), random.nextInt(2000));
            case DISK_FULL -> state.fill(random.nextInt(2000));
            case SECOND_PROCESS -> startSecond(pipeline);
            default -> Thread.sleep(random.nextInt(1500));
        }
        // What the process does about it is cut off at some moment.
        boolean hasEnded = pipeline.awaitEnd(random.nextInt(1500));
        return hasEnded ? "the process had ended by itself: " + lastLine(pipeline) : "";
    }

    private String unexpectedEnd(PipelineProcess pipeline) {
        String said = pipeline.said();
        findings.add("the pipeline does not run: " + said);
        return "it does not run";
    }

    private static String lastLine(PipelineProcess pipeline) {
        String[] lines = pipeline.said().strip().split("\n", -1);
        return lines[lines.length - 1];
    }

    private void startSecond(PipelineProcess first) throws IOException, InterruptedException {
        Path log = servers.folder("second.log");
        Files.deleteIfExists(log);
        PipelineProcess second = PipelineProcess.start(
                List.of(),
                log,
                List.of("run", plan().toString(), "--state", state.state().toString(), "--quiet"));
        boolean hasEnded = second.awaitEnd(EPOCH_LIMIT_MILLIS);
        int status = second.status();
        second.kill();
        if (!hasEnded || status == 0 || !second.said().contains(Long.toString(first.pid()))) {
            findings.add("a second process on one state was not refused with the first's id " + first.pid()
                    + ": status " + status + ", " + second.said());
        }
    }

    /** Waits for an epoch that is newer; gives false if the process ends before. */
    private boolean awaitEpoch(PipelineProcess pipeline, long before) throws InterruptedException {
        long begin = System.nanoTime();
        while (state.newestEpoch() <= before) {
            if (pipeline.awaitEnd(LOOK_MILLIS)) {
                return false;
            }
            if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(EPOCH_LIMIT_MILLIS)) {
                findings.add("no new epoch within 60 s: " + pipeline.said());
                return true;
            }
        }
        return true;
    }

    /** Runs until all rows are there, or no more come; then in order to the end, and counts. */
    private void drainAndCount() throws IOException, InterruptedException {
        PipelineProcess pipeline = start(List.of());
        List<Output> outputs = scenario.outputs(servers);
        try {
            long begin = System.nanoTime();
            while (!isComplete(outputs)
                    && !pipeline.awaitEnd(500)
                    && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(DRAIN_LIMIT_MILLIS)) {
                Thread.onSpinWait();
            }
            pipeline.terminate();
            if (!pipeline.awaitEnd(STOP_LIMIT_MILLIS) || pipeline.status() != PipelineProcess.TERMINATED) {
                findings.add("the last run did not end in order: status " + pipeline.status() + ", " + pipeline.said());
            }
        } finally {
            pipeline.kill();
        }
        for (Output output : outputs) {
            Audit audit = Audit.of(output.name(), scenario.expected(output), output.rows());
            report.accept(audit.toString());
            if (!audit.isRight()) {
                findings.add(audit.toString());
            }
            output.close();
        }
    }

    private boolean isComplete(List<Output> outputs) {
        return outputs.stream()
                .allMatch(output -> Audit.of(output.name(), scenario.expected(output), output.rows())
                        .isThere());
    }

    /** The log of all runs of the pipeline, for whoever looks for a cause. */
    Path log() {
        return servers.folder("pipeline.log");
    }

    @Override
    public void close() {
        state.close();
        servers.close();
    }
}
