package io.weir.flink.cluster;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement;
import io.weir.flink.RunException;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.SinkNode;
import io.weir.plan.table.PlanTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * Puts jobs onto a session cluster: looks whether they can run there before anything is sent, sends plan and jars, and
 * waits until they run. Either the job runs, or nothing of it is left there.
 */
public final class ClusterDeployment {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String EPOCHS_KEY = "execution.checkpointing.interval";
    /** Flink saves nothing unless it is told to, and then cannot take a savepoint either. */
    private static final String EPOCHS_DEFAULT = "10 s";

    /** Connectors that live in Weir's own process, and what takes their place on a cluster. */
    private static final Map<String, String> ONLY_HERE = Map.of(
            "view",
            "a view is read from Weir's server; write to 'upsert-kafka' or 'jdbc' instead",
            "collect",
            "rows that arrive by HTTP are kept in Weir's server; let the collector write to Kafka, and read 'kafka'",
            "alert",
            "alerts are raised in Weir's server; write them to 'kafka'",
            "stdin",
            "a cluster has no standard input; read 'kafka' or 'filesystem'",
            "result",
            "the rows of a SELECT come to this terminal; use INSERT INTO a table",
            "push",
            "rows that a program pushes stay in its process; read 'kafka'");

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
        if (job.isBatch() || job.planJson().equals(PlannedStatement.NO_PLAN)) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A batch cannot be deployed: Flink has no compiled plan of it",
                    "line " + job.line(),
                    "Leave 'execution.runtime-mode' at 'streaming'; a bounded input ends the job",
                    null);
        }
        CompiledPlan plan = CompiledPlanReader.read(job.planJson(), classes);
        checkTables(plan);
        int parallelism = wanted.orElseGet(() -> configured(job));
        checkCluster(parallelism);
        Path packed = temporaryFolder();
        try {
            List<Path> jars = TravelJars.of(plan, job.planJson() + String.join("\n", job.setup()), classes, packed);
            String id = LocalFlink.submit(job, parallelism, remote(job, name, jars));
            awaitStart(id);
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

    private static int configured(PlannedStatement.Job job) {
        String text =
                job.configuration().getOrDefault("parallelism.default", "1").strip();
        try {
            return Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID, "'" + text + "' is no number", "parallelism.default", "Give one", e);
        }
    }

    private static void checkTables(CompiledPlan plan) {
        List<String> problems = new ArrayList<>();
        for (PlanTable table : TravelJars.tables(plan)) {
            String reason = ONLY_HERE.get(table.connector());
            if (reason != null) {
                problems.add(
                        (table.identifier().isEmpty() ? "the result" : "table " + table.identifier()) + ": " + reason);
            }
        }
        boolean hasSink = plan.nodes().stream().anyMatch(SinkNode.class::isInstance);
        if (!problems.isEmpty() || !hasSink) {
            throw new WeirException(
                    ErrorCode.NOT_NATIVE,
                    "Not all of this can run on a cluster: " + String.join("; ", problems),
                    "",
                    "Nothing was sent",
                    null);
        }
    }

    /** Warnings about what may not be reachable from the cluster. */
    public List<String> warnings(PlannedStatement.Job job) {
        return TravelJars.tables(CompiledPlanReader.read(job.planJson(), classes)).stream()
                .flatMap(table -> warning(table).stream())
                .toList();
    }

    private static Optional<String> warning(PlanTable table) {
        String path = table.option("path").orElse("");
        boolean isLocal = table.connector().equals("filesystem") && (!path.contains("://") || path.startsWith("file:"));
        if (isLocal) {
            return Optional.of("table " + table.identifier() + ": every machine of the cluster must see " + path);
        }
        String servers = table.option("properties.bootstrap.servers").orElse("");
        boolean isLoopback = servers.contains("localhost") || servers.contains("127.0.0.1");
        return isLoopback
                ? Optional.of("table " + table.identifier() + ": on the cluster '" + servers + "' is another machine")
                : Optional.empty();
    }

    private void checkCluster(int parallelism) {
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
        if (overview.freeSlots() < parallelism) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "The cluster at " + address + " has " + overview.freeSlots() + " free slots of " + overview.slots()
                            + ", and the job needs " + parallelism,
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

    private Map<String, String> remote(PlannedStatement.Job job, String name, List<Path> jars) {
        Map<String, String> settings = new TreeMap<>();
        if (!job.configuration().containsKey(EPOCHS_KEY)) {
            settings.put(EPOCHS_KEY, EPOCHS_DEFAULT);
        }
        settings.put("execution.target", "remote");
        settings.put("execution.attached", "false");
        settings.put("jobmanager.rpc.address", address.host());
        settings.put("rest.address", address.host());
        settings.put("rest.port", Integer.toString(address.port()));
        settings.put("security.ssl.rest.enabled", Boolean.toString(address.isSecure()));
        settings.put("pipeline.name", name);
        settings.put(
                "pipeline.jars",
                String.join(
                        ";", jars.stream().map(jar -> jar.toUri().toString()).toList()));
        return settings;
    }

    private void awaitStart(String id) throws InterruptedException {
        boolean isDecided = client.await(START_LIMIT, () -> {
            ClusterJob job = client.job(id);
            boolean allRun = job.runningTasks() == job.tasks() && job.tasks() > 0;
            return job.hasEnded()
                    || job.state().equals("FAILING")
                    || job.state().equals("RESTARTING")
                    || allRun;
        });
        ClusterJob job = client.job(id);
        boolean runs = job.state().equals("RUNNING") && job.runningTasks() == job.tasks();
        if (runs || job.state().equals("FINISHED")) {
            return;
        }
        String why = client.failure(id).map(ClusterClient::rootCause).orElse(isDecided ? job.state() : "");
        if (!job.hasEnded()) {
            client.cancel(id);
        }
        throw new WeirException(
                ErrorCode.RUN_FAILED,
                isDecided
                        ? "The job fails on the cluster: " + why
                        : "The job does not begin on the cluster within " + START_LIMIT.toSeconds() + " s"
                                + (why.isEmpty() ? "" : ": " + why),
                "job " + id + " at " + address,
                "It was taken away again. The cluster's logs say more: `weir logs --flink " + address + "`",
                null);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("weir-deploy");
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "There is no room for temporary files: " + e, "", "", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, folder + " cannot be deleted: " + e, "", "", e);
        }
    }
}
