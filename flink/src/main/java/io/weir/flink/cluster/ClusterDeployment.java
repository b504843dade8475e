package io.weir.flink.cluster;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement;
import io.weir.flink.RunException;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * Puts jobs onto a session cluster: looks whether they can run there before anything is sent, sends plan and jars, and
 * waits until they run. Either the job runs, or nothing of it is left there.
 */
public final class ClusterDeployment {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration REASON_LIMIT = Duration.ofSeconds(15);
    static final String EPOCHS_KEY = "execution.checkpointing.interval";
    /** Flink saves nothing unless it is told to, and then cannot take a savepoint either. */
    static final String EPOCHS_DEFAULT = "10 s";

    /** How long a job that runs may take until its sources have found what they read. */
    private static final Duration SOURCES_LIMIT = Duration.ofSeconds(90);

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
        Path packed = temporaryFolder();
        try {
            List<Path> jars = TravelJars.of(plan, job.planJson() + String.join("\n", job.setup()), classes, packed);
            Map<String, String> settings = remote(job, name, jars);
            settings.putAll(given);
            String id = submit(job, parallelism, settings);
            awaitStart(id, plan);
            awaitSources(id, plan);
            return new Deployed(
                    id,
                    name,
                    client.job(id).state(),
                    jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList());
        } catch (RunException e) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    "The cluster at " + address + " does not take the job: " + e.getMessage(),
                    "line " + job.line(),
                    "",
                    e);
        } finally {
            delete(packed);
        }
    }

    private String submit(PlannedStatement.Job job, int parallelism, Map<String, String> settings) {
        return reaching(settings, all -> LocalFlink.submit(job, parallelism, all));
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
     * Looks whether a job can run there, before anything is sent.
     *
     * @param jobs how many there are of its kind, which all need their slots
     * @throws WeirException if it cannot
     */
    public void check(PlannedStatement.Job job, OptionalInt wanted, int jobs) {
        ClusterChecks.checked(job, classes);
        checkCluster(parallelism(job, wanted) * jobs);
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

    private void awaitStart(String id, CompiledPlan plan) throws InterruptedException {
        boolean isDecided = client.await(START_LIMIT, () -> {
            ClusterJob job = client.job(id);
            return fails(job) || job.hasEnded() || runs(job);
        });
        ClusterJob job = client.job(id);
        if (!isDecided || (!runs(job) && !job.state().equals("FINISHED"))) {
            throw takenAway(job, isDecided, plan);
        }
    }

    /**
     * Waits until every source of Kafka has its partitions: tasks run before that, also where no broker can be reached.
     * A cluster that says nothing of them is believed.
     */
    private void awaitSources(String id, CompiledPlan plan) throws InterruptedException {
        boolean readsKafka = plan.nodes().stream()
                .anyMatch(node -> node instanceof TableSourceScanNode scan
                        && scan.table().connector().endsWith("kafka"));
        if (!readsKafka) {
            return;
        }
        List<String> waiting = new ArrayList<>();
        client.vertices(id).forEach((vertex, name) -> {
            if (name.contains("Source:")) {
                waiting.add(vertex);
            }
        });
        client.await(SOURCES_LIMIT, () -> {
            ClusterJob job = client.job(id);
            if (fails(job) || job.hasEnded()) {
                return true;
            }
            waiting.removeIf(vertex ->
                    client.metrics(id, vertex).stream().anyMatch(metric -> metric.contains("KafkaSourceReader.topic")));
            return waiting.isEmpty();
        });
        ClusterJob job = client.job(id);
        if (fails(job) || (job.hasEnded() && !job.state().equals("FINISHED"))) {
            throw takenAway(job, true, plan);
        }
    }

    private static boolean runs(ClusterJob job) {
        return job.state().equals("RUNNING") && job.runningTasks() == job.tasks() && job.tasks() > 0;
    }

    private static boolean fails(ClusterJob job) {
        return switch (job.state()) {
            case "FAILING", "RESTARTING", "FAILED" -> true;
            default -> false;
        };
    }

    /** Takes a job away that does not run, and says why. */
    private WeirException takenAway(ClusterJob job, boolean isDecided, CompiledPlan plan) throws InterruptedException {
        String id = job.id();
        if (!job.hasEnded()) {
            client.cancel(id);
            client.await(START_LIMIT, () -> client.job(id).hasEnded());
        }
        if (isDecided) {
            // What a JobManager says of a job is some seconds old.
            client.await(REASON_LIMIT, () -> client.failure(id).isPresent());
        }
        String why = client.failure(id)
                .map(trace -> ClusterClient.rootCause(trace) + ClusterChecks.question(trace, plan))
                .orElse(isDecided ? "it is " + job.state() : "");
        return new WeirException(
                ErrorCode.RUN_FAILED,
                isDecided
                        ? "The job fails on the cluster: " + why
                        : "The job does not begin on the cluster within " + START_LIMIT.toSeconds() + " s"
                                + (why.isEmpty() ? "" : ": " + why),
                "job " + id + " at " + address,
                "It was taken away again. The cluster's logs say more: `weir logs --flink " + address + "`",
                null);
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("weir-deploy");
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "There is no room for temporary files: " + e, "", "", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, folder + " cannot be deleted: " + e, "", "", e);
        }
    }
}
