package io.weir.flink;

import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.flink.connector.RemoteRows;
import io.weir.flink.connector.ResultChannel;
import io.weir.flink.connector.ResultTableSinkFactory;
import io.weir.plan.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;

/**
 * Runs planned jobs on Flink inside this process, from their compiled plan, so that both runtimes run the very same
 * plan.
 *
 * <p>Every job has a session and a small cluster of its own, which end with the job.
 */
public final class LocalFlink {
    /** The name under which the rows of a SELECT are taken. */
    public static final String NO_NAME = "";

    private static final long CANCEL_SECONDS_MAX = 30;

    private LocalFlink() {}

    /**
     * Takes the rows of a SELECT, each with its kind of change; one thread at a time, and a row is only valid during
     * the call.
     */
    @FunctionalInterface
    public interface RowConsumer extends ResultChannel.Receiver {}

    /**
     * Starts a job.
     *
     * @param parallelism number of instances of each operator; wins over the job's {@code parallelism.default}
     * @param rows takes the rows if the job is a SELECT
     * @throws RunException if Flink does not take the plan
     */
    public static FlinkRun start(Job job, int parallelism, RowConsumer rows) {
        return start(job, parallelism, job instanceof SelectJob ? Map.of(NO_NAME, rows) : Map.of());
    }

    /**
     * Starts a job whose results come to us.
     *
     * @param captured takes the rows of each sink with connector {@code weir-captured}, by its name, and under
     *     {@link #NO_NAME} those of a SELECT
     */
    public static FlinkRun start(Job job, int parallelism, Map<String, ? extends RowConsumer> captured) {
        String channel = UUID.randomUUID().toString();
        EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
        TableEnvironment environment =
                TableEnvironment.create((job.isBatch() ? settings.inBatchMode() : settings.inStreamingMode())
                        .withConfiguration(new Configuration())
                        .build());
        job.configuration().forEach((key, value) -> environment.getConfig().set(key, value));
        environment.getConfig().set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        environment.getConfig().set(ResultChannel.CHANNEL, channel);
        captured.forEach((name, rows) -> ResultChannel.open(channel(channel, name), rows));
        Runnable close = () -> captured.keySet().forEach(name -> ResultChannel.close(channel(channel, name)));
        try {
            prepare(environment, job);
            TableResult result = job.isBatch()
                    ? executeBatch(environment, job)
                    : environment
                            .loadPlan(PlanReference.fromJsonString(job.planJson()))
                            .execute();
            Optional<JobClient> client = result.getJobClient();
            return new FlinkRun(client.orElseThrow(() -> new IllegalStateException("Flink gave no job")), close);
        } catch (TableException | ValidationException | IllegalStateException e) {
            close.run();
            throw new RunException(
                    ErrorCode.SQL_UNSUPPORTED, "Flink cannot run the plan: " + FlinkRun.rootMessage(e), e);
        }
    }

    private static String channel(String job, String name) {
        return name.isEmpty() ? job : ResultChannel.part(job, name);
    }

    /**
     * Sends a job to the cluster that the settings name, and does not wait for it.
     *
     * @param settings win over the job's own
     * @return the job's id
     * @throws RunException if the cluster cannot be reached, or does not take the job
     */
    public static String submit(Job job, int parallelism, Map<String, String> settings) {
        return submitted(job, parallelism, settings).getJobID().toHexString();
    }

    /**
     * Runs a job on the cluster that the settings name, and fetches its results until it ends.
     *
     * @param captured as for {@link #start(Job, int, Map)}
     * @throws RunException if the cluster cannot be reached, does not take the job, or the job fails
     */
    public static void fetch(
            Job job, int parallelism, Map<String, String> settings, Map<String, ? extends RowConsumer> captured) {
        String channel = UUID.randomUUID().toString();
        Map<String, String> channels = new TreeMap<>();
        captured.keySet().forEach(name -> channels.put(name, channel(channel, name)));
        Map<String, String> all = new TreeMap<>(settings);
        all.put(ResultChannel.CHANNEL.key(), channel);
        try (RemoteRows rows = RemoteRows.open(channels)) {
            JobClient client = submitted(job, parallelism, all);
            boolean isDone = false;
            ShutdownTask atShutdown = ShutdownTask.of("weir-cancel", () -> cancel(client));
            try {
                rows.fetch(client, captured);
                client.getJobExecutionResult().get();
                isDone = true;
            } finally {
                atShutdown.close();
                if (!isDone) {
                    cancel(client);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException(ErrorCode.CANCELLED, "Interrupted while the job ran", e);
        } catch (ExecutionException e) {
            throw new RunException(ErrorCode.RUN_FAILED, FlinkRun.rootMessage(e), e);
        }
    }

    /** Waits for it; a job that has failed cannot be cancelled, which is as good. */
    private static void cancel(JobClient client) {
        boolean unused = client.cancel()
                .orTimeout(CANCEL_SECONDS_MAX, TimeUnit.SECONDS)
                .handle((done, failure) -> failure == null)
                .join();
    }

    private static JobClient submitted(Job job, int parallelism, Map<String, String> settings) {
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(new Configuration())
                .build());
        job.configuration().forEach((key, value) -> environment.getConfig().set(key, value));
        try {
            prepare(environment, job);
            String jars = job.configuration().getOrDefault(SessionJars.KEY, "");
            settings.forEach((key, value) -> environment.getConfig().set(key, value));
            environment
                    .getConfig()
                    .set(
                            SessionJars.KEY,
                            settings.getOrDefault(SessionJars.KEY, "") + (jars.isBlank() ? "" : ";" + jars));
            environment.getConfig().set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
            return environment
                    .loadPlan(PlanReference.fromJsonString(job.planJson()))
                    .execute()
                    .getJobClient()
                    .orElseThrow(() -> new IllegalStateException("Flink gave no job"));
        } catch (TableException | ValidationException | IllegalStateException e) {
            throw new RunException(ErrorCode.RUN_FAILED, FlinkRun.rootMessage(e), e);
        }
    }

    private static TableResult executeBatch(TableEnvironment environment, Job job) {
        if (!(job instanceof SelectJob)) {
            return environment.executeSql(job.sql());
        }
        return environment
                .sqlQuery(job.sql())
                .insertInto(TableDescriptor.forConnector(ResultTableSinkFactory.IDENTIFIER)
                        .build())
                .execute();
    }

    /** Makes the session's functions and the like, and adds its jars. */
    private static void prepare(TableEnvironment environment, Job job) {
        List<String> jars = SessionJars.split(job.configuration().getOrDefault(SessionJars.KEY, ""));
        List<String> ofStatements = jars.stream()
                .filter(jar -> job.setup().stream()
                        .anyMatch(statement -> statement.contains(jar.substring(jar.lastIndexOf('/') + 1))))
                .toList();
        // Flink cannot make a function of a jar that has been added already, so such a jar comes after its function.
        SessionJars.add(
                environment,
                jars.stream().filter(jar -> !ofStatements.contains(jar)).toList());
        for (String statement : job.setup()) {
            KafkaProperties.execute(environment, statement, job.configuration());
        }
        SessionJars.add(environment, ofStatements);
    }

    /** Starts a job whose rows go to a table. */
    public static FlinkRun start(Job job, int parallelism) {
        return start(job, parallelism, row -> {});
    }

    /** Runs jobs one after another, each to its end. */
    public static void runAll(List<? extends Job> jobs, int parallelism, RowConsumer rows) {
        for (Job job : jobs) {
            try (FlinkRun run = start(job, parallelism, rows)) {
                run.await();
            }
        }
    }
}
