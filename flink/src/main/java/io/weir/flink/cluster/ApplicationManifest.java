package io.weir.flink.cluster;

import io.weir.flink.PlannedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * What stands in the manifests of jobs, and the recipe of their image.
 *
 * @param image what the image is called
 * @param storage where checkpoints and savepoints go, such as {@code s3://bucket/prefix}; empty for a volume that the
 *     manifest claims
 * @param parallelism of the jobs; without, each job's own
 * @param parallelismMax up to which the operator may scale a job by itself; empty if it may not
 * @param dropsState whether the savepoint that a job begins with may have state that the job has not
 */
public record ApplicationManifest(
        String image, String storage, OptionalInt parallelism, OptionalInt parallelismMax, boolean dropsState) {
    private static final String VOLUME = "/flink-data";
    private static final String EPOCHS_KEY = "execution.checkpointing.interval";
    private static final int SLOTS_PER_WORKER = 2;

    /**
     * The FlinkDeployment of a job, with its volume if it has one.
     *
     * @param savepoint that the job begins with, or empty
     */
    String text(String name, PlannedStatement.Job job, String jar, Optional<String> savepoint) {
        int instances = parallelism.orElseGet(() -> ClusterDeployment.configured(job));
        List<String> lines = new ArrayList<>();
        if (storage.isEmpty()) {
            lines.addAll(claim(name));
        }
        lines.addAll(List.of(
                "apiVersion: flink.apache.org/v1beta1",
                "kind: FlinkDeployment",
                "metadata:",
                "  name: " + name,
                "spec:",
                "  image: " + quoted(image),
                "  imagePullPolicy: IfNotPresent",
                "  flinkVersion: " + operatorVersion(),
                "  serviceAccount: flink",
                "  flinkConfiguration:"));
        configuration(name, job).forEach((key, value) -> lines.add("    " + key + ": " + quoted(value)));
        lines.addAll(List.of(
                "  jobManager:",
                "    resource: {memory: 1024m, cpu: 0.5}",
                "  taskManager:",
                "    resource: {memory: 2048m, cpu: " + SLOTS_PER_WORKER + "}"));
        if (storage.isEmpty()) {
            lines.addAll(volume(name));
        }
        lines.addAll(List.of(
                "  job:",
                "    jarURI: " + quoted("local:///opt/flink/usrlib/" + jar),
                "    entryClass: " + ApplicationMain.class.getName(),
                "    args: [" + quoted("/opt/flink/weir/" + name) + "]",
                "    parallelism: " + instances,
                "    upgradeMode: savepoint  # a changed file goes on from a savepoint of the job before it",
                "    state: running"));
        savepoint.ifPresent(place -> lines.addAll(
                List.of("    initialSavepointPath: " + quoted(place), "    allowNonRestoredState: " + dropsState)));
        lines.add("");
        return String.join("\n", lines);
    }

    private Map<String, String> configuration(String name, PlannedStatement.Job job) {
        String place = (storage.isEmpty() ? "file://" + VOLUME : storage.replaceAll("/+$", "")) + "/" + name;
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS_PER_WORKER));
        configuration.put("execution.checkpointing.dir", place + "/checkpoints");
        configuration.put("execution.checkpointing.savepoint-dir", place + "/savepoints");
        configuration.put("high-availability.type", "kubernetes");
        configuration.put("high-availability.storageDir", place + "/ha");
        configuration.put(EPOCHS_KEY, job.configuration().getOrDefault(EPOCHS_KEY, ClusterDeployment.EPOCHS_DEFAULT));
        if (parallelismMax.isPresent()) {
            configuration.put("job.autoscaler.enabled", "true");
            configuration.put("job.autoscaler.vertex.max-parallelism", Integer.toString(parallelismMax.getAsInt()));
            configuration.put("job.autoscaler.stabilization.interval", "1m");
            configuration.put("job.autoscaler.metrics.window", "5m");
            configuration.put("jobmanager.scheduler", "adaptive");
        }
        return configuration;
    }

    private static List<String> claim(String name) {
        return List.of(
                "apiVersion: v1",
                "kind: PersistentVolumeClaim",
                "metadata:",
                "  name: " + name + "-data",
                "spec:",
                "  accessModes: [ReadWriteMany]  # JobManager and TaskManagers write it, on whatever machines they are",
                "  resources:",
                "    requests:",
                "      storage: 10Gi",
                "---");
    }

    private static List<String> volume(String name) {
        return List.of(
                "  podTemplate:",
                "    spec:",
                "      containers:",
                "        - name: flink-main-container",
                "          volumeMounts:",
                "            - {name: data, mountPath: " + VOLUME + "}",
                "      volumes:",
                "        - name: data",
                "          persistentVolumeClaim: {claimName: " + name + "-data}");
    }

    /** The recipe of the image. */
    String imageRecipe() {
        String version = EnvironmentInformation.getVersion();
        List<String> lines = new ArrayList<>();
        lines.add("FROM flink:" + version + "-scala_2.12-java17");
        if (storage.startsWith("s3://")) {
            lines.add("RUN mkdir -p /opt/flink/plugins/s3 && " + "ln -s /opt/flink/opt/flink-s3-fs-hadoop-" + version
                    + ".jar /opt/flink/plugins/s3/");
        }
        lines.add("COPY --chown=flink:flink usrlib/ /opt/flink/usrlib/");
        lines.add("COPY --chown=flink:flink plans/ /opt/flink/weir/");
        return String.join("\n", lines) + "\n";
    }

    /** {@code v2_3} for 2.3.0. */
    private static String operatorVersion() {
        String[] parts = EnvironmentInformation.getVersion().split("\\.", 3);
        return "v" + parts[0] + "_" + parts[1];
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
