package io.weir.testing.sql;

import io.weir.cli.Main;
import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.connector.flink.FlinkDoor;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SourceFactory;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.library.run.RunState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where the tables of a contract are used. */
enum ContractEngine {
    /** Our connectors in our engine. */
    NATIVE {
        @Override
        ContractRun start(ContractJob job) {
            return startHere(job, List.of(), List.of());
        }
    },
    /** Flink's connectors in our engine. */
    DOOR {
        @Override
        ContractRun start(ContractJob job) {
            FlinkDoor door = new FlinkDoor();
            ClassLoader classes = ContractEngine.class.getClassLoader();
            return startHere(
                    job,
                    door.source(job.doorSource(), classes).stream().toList(),
                    door.sink(job.doorSink(), classes).stream().toList());
        }
    },
    /** Flink's connectors in a real cluster. */
    CLUSTER {
        @Override
        ContractRun start(ContractJob job) throws Exception {
            return deploy(job);
        }
    };

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;

    /** Starts a job; throws the error that says why it cannot. */
    abstract ContractRun start(ContractJob job) throws Exception;

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + LIMIT + ": " + what);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The jobs of a script. */
    static List<PlannedStatement.Job> plan(String sql, Map<String, String> configuration) {
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            return planner.plan(SqlScript.parse(sql, "contract.sql")).jobs();
        }
    }

    /** Takes the rows of a SELECT, of which a contract has none. */
    private static final class Nobody implements ResultConsumer {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    }

    private static ContractRun startHere(ContractJob job, List<SourceFactory> sources, List<SinkFactory> sinks) {
        PlannedStatement.Job planned = plan(job.sql(), Map.of()).get(0);
        RunOptions options =
                RunOptions.defaults().withEngine(EngineChoice.NATIVE).withParallelism(job.parallelism());
        JobRunner runner = new JobRunner(options, sources, sinks);
        String state = job.from()
                .orElseGet(() -> job.folder().resolve(job.name() + "-state").toString());
        JobRun run = job.keepsEpochs()
                ? runner.start(
                        planned, new Nobody(), new RunState(job.name(), Optional.of(state), false), 1, message -> {})
                : runner.start(planned, new Nobody());
        return new RunHere(run, state);
    }

    private record RunHere(JobRun run, String state) implements ContractRun {
        @Override
        public void awaitEnd() throws InterruptedException {
            ContractEngine.await("the job's end", run::hasEnded);
            run.await();
        }

        @Override
        public String stop() throws InterruptedException {
            run.stop();
            awaitEnd();
            return state;
        }

        @Override
        public long checkpoints() {
            return run.status().epochs();
        }

        @Override
        public void close() {
            run.close();
        }
    }

    private static ContractRun deploy(ContractJob job) throws IOException, InterruptedException {
        FlinkProcesses cluster = FlinkProcesses.shared();
        await("free slots", () -> cluster.client().overview().freeSlots() >= job.parallelism());
        Path script = Files.writeString(job.folder().resolve(job.name() + ".sql"), job.sql());
        List<String> arguments = new ArrayList<>(List.of("deploy", script.toString(), "--flink", cluster.address()));
        arguments.addAll(List.of("--parallelism", Integer.toString(job.parallelism()), "--name", job.name()));
        job.from().ifPresent(place -> arguments.addAll(List.of("--from", place)));
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(error.toString(StandardCharsets.UTF_8));
        }
        ClusterClient client = cluster.client();
        return new RunThere(client, client.job(job.name()).id());
    }

    private record RunThere(ClusterClient client, String id) implements ContractRun {
        private ClusterJob job() {
            return client.job(id);
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            ContractEngine.await("the end of job " + id, () -> job().hasEnded());
            if (!job().state().equals("FINISHED")) {
                throw new IllegalStateException(
                        job() + ": " + client.failure(id).orElse(""));
            }
        }

        @Override
        public String stop() throws InterruptedException {
            return client.stop(id, Optional.empty(), false);
        }

        @Override
        public long checkpoints() {
            return client.progress(id).checkpoints();
        }

        @Override
        public void close() {
            if (!job().hasEnded()) {
                client.cancel(id);
            }
        }
    }
}
