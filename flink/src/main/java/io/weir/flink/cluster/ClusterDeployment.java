package io.weir.flink.cluster;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement;
import io.weir.flink.RunException;
import io.weir.flink.TemporaryFolder;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * Puts jobs onto a session cluster: looks whether they can run there before anything is sent, sends plan and jars, and
 * waits until they run. Either the job runs, or nothing of it is left there, or a {@link JobLeftException} says that
 * this is not so.
 */
public final class ClusterDeployment {
    static final String EPOCHS_KEY = "execution.checkpointing.interval";
    /** Flink saves nothing unless it is told to, and then cannot take a savepoint either. */
    static final String EPOCHS_DEFAULT = "10 s";

    private static final String DROPPED_STATE_HINT =
            "A job that was moved goes on with `weir move … --from`. `weir deploy … --allow-dropped-state` forgets the"
                    + " state of steps that the file has not, and may give results twice";

    private final ClusterAddress address;
    private final ClusterClient client;
    private final ClassLoader classes;

    /**
     * Prepares deployments.
     *
     * @param classes where connectors and formats are looked for
     */
    public ClusterDeployment(ClusterAddress address, ClassLoader classes) {
        this.address = address;
        this.classes = classes;
        client = new ClusterClient(address);
    }

    /**
     * What was deployed.
     *
     * @param jars the names of the jars that were sent
     */
    public record Deployed(String jobId, String name, String state, List<String> jars) {}

    /**
     * Deploys a job.
     *
     * @param name of the job on the cluster
     * @param wanted the parallelism; without, the job's {@code parallelism.default}, or 1
     * @throws WeirException if it cannot run there, or fails at once; nothing is left on the cluster then
     * @throws JobLeftException if it fails, or the cluster does, and something may be left
     */
    public Deployed deploy(PlannedStatement.Job job, String name, OptionalInt wanted) throws InterruptedException {
        return deploy(job, name, wanted, Map.of());
    }

    /**
     * Deploys a job with options of its own.
     *
     * @param given options of Flink's that win over the job's, such as the savepoint that it goes on from
     */
    public Deployed deploy(PlannedStatement.Job job, String name, OptionalInt wanted, Map<String, String> given)
            throws InterruptedException {
        CompiledPlan plan = ClusterChecks.checked(job, classes);
        int parallelism = parallelism(job, wanted);
        checkCluster(parallelism);
        TemporaryFolder packed = TemporaryFolder.create("weir-deploy");
        try {
            List<Path> jars =
                    TravelJars.of(plan, job.planJson() + String.join("\n", job.setup()), classes, packed.path());
            Map<String, String> settings = remote(job, name, jars);
            settings.putAll(given);
            String id = JobID.generate().toHexString();
            // Known before it is sent, so that it is found there even if the answer is lost.
            settings.put(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key(), id);
            boolean isRestored = settings.containsKey(StateRecoveryOptions.SAVEPOINT_PATH.key());
            JobStart start = new JobStart(client, address, id, plan, isRestored, JobStart.Limits.USUAL);
            submit(job, parallelism, settings, start);
            return new Deployed(
                    id,
                    name,
                    start.await(),
                    jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList());
        } finally {
            packed.closeQuietly();
        }
    }

    private void submit(PlannedStatement.Job job, int parallelism, Map<String, String> settings, JobStart start)
            throws InterruptedException {
        try {
            uninterrupted(() -> reaching(settings, all -> LocalFlink.submit(job, parallelism, all)));
        } catch (RuntimeException e) {
            // Whoever has been interrupted here still has to ask the cluster.
            boolean isInterrupted = Thread.interrupted();
            start.takeBack(e);
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            if (e instanceof RunException) {
                throw new WeirException(
                        ErrorCode.RUN_FAILED,
                        "The cluster at " + address + " does not take the job: " + e.getMessage(),
                        "line " + job.line(),
                        String.valueOf(e.getMessage()).contains("allowNonRestoredState") ? DROPPED_STATE_HINT : "",
                        e);
            }
            throw e;
        }
    }

    /**
     * Sends a job on a thread of its own, so that nobody breaks it off: what is on its way may arrive after one has
     * looked whether it is there. Whoever was interrupted meanwhile is so afterwards.
     */
    private static void uninterrupted(Callable<String> sending) {
        FutureTask<String> task = new FutureTask<>(sending);
        Thread sender = new Thread(task, "weir-send");
        sender.setDaemon(true);
        sender.start();
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    String unused = task.get();
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does something with settings that lead to the cluster: through a door of our own where Flink's client cannot
     * reach it itself.
     */
    <T> T reaching(Map<String, String> settings, Function<Map<String, String>, T> call) {
        Map<String, String> all = new TreeMap<>(settings);
        if (address.isPlain()) {
            all.put("jobmanager.rpc.address", address.host());
            all.put("rest.address", address.host());
            all.put("rest.port", Integer.toString(address.port()));
            return call.apply(all);
        }
        try (ClusterTunnel tunnel = ClusterTunnel.open(address)) {
            all.put("jobmanager.rpc.address", "localhost");
            all.put("rest.address", "localhost");
            all.put("rest.port", Integer.toString(tunnel.port()));
            return call.apply(all);
        }
    }

    /**
     * The parallelism that a job would have.
     *
     * @param wanted as above
     */
    public static int parallelism(PlannedStatement.Job job, OptionalInt wanted) {
        return wanted.orElseGet(() -> configured(job));
    }

    static int configured(PlannedStatement.Job job) {
        String text =
                job.configuration().getOrDefault("parallelism.default", "1").strip();
        try {
            return Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID, "'" + text + "' is no number", "parallelism.default", "Give one", e);
        }
    }

    /**
     * Looks whether jobs can run there side by side, before anything is sent.
     *
     * @param jobs by the names that they would have there
     * @param wanted as above
     * @throws WeirException if they cannot
     */
    public void check(Map<String, PlannedStatement.Job> jobs, OptionalInt wanted) {
        int slots = 0;
        for (PlannedStatement.Job job : jobs.values()) {
            CompiledPlan unused = ClusterChecks.checked(job, classes);
            slots += parallelism(job, wanted);
        }
        checkCluster(slots);
        checkNames(jobs.keySet());
    }

    /**
     * Two jobs of one name would have the same ids of Kafka's transactions: each would end those of the other, whose
     * rows are lost then.
     */
    private void checkNames(Set<String> names) {
        for (ClusterJob there : client.jobs()) {
            if (names.contains(there.name()) && !there.hasEnded()) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "The cluster at " + address + " has a job called '" + there.name() + "' already, which is "
                                + there.state(),
                        "job " + there.id(),
                        "Stop that one first (`weir stop " + there.id() + " --flink " + address
                                + "`), or give this one another name with --name: two of one name would end each"
                                + " other's transactions in Kafka",
                        null);
            }
        }
    }

    /** Warnings about what may not be reachable from the cluster. */
    public List<String> warnings(PlannedStatement.Job job) {
        return ClusterChecks.warnings(ClusterChecks.checked(job, classes));
    }

    void checkCluster(int slots) {
        ClusterOverview overview = client.overview();
        String ours = EnvironmentInformation.getVersion();
        if (!minor(overview.version()).equals(minor(ours))) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "The cluster at " + address + " runs Flink " + overview.version() + ", and this Weir plans for "
                            + ours,
                    "",
                    "A compiled plan belongs to one minor version of Flink: use a cluster of " + minor(ours) + ".x",
                    null);
        }
        if (overview.freeSlots() < slots) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "The cluster at " + address + " has " + overview.freeSlots() + " free slots of " + overview.slots()
                            + ", and the job needs " + slots,
                    "--parallelism",
                    "Give a smaller one, add TaskManagers, or stop another job (`weir jobs --flink " + address + "`)",
                    null);
        }
    }

    /** The first two numbers of a version. */
    private static String minor(String version) {
        String[] parts = version.split("\\.", 3);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    Map<String, String> remote(PlannedStatement.Job job, String name, List<Path> jars) {
        Map<String, String> settings = new TreeMap<>();
        if (!job.configuration().containsKey(EPOCHS_KEY)) {
            settings.put(EPOCHS_KEY, EPOCHS_DEFAULT);
        }
        settings.put("execution.target", "remote");
        settings.put("execution.attached", "false");
        settings.put("pipeline.name", name);
        settings.put(
                "pipeline.jars",
                String.join(
                        ";", jars.stream().map(jar -> jar.toUri().toString()).toList()));
        return settings;
    }
}
