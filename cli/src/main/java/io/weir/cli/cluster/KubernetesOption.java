package io.weir.cli.cluster;

import io.weir.flink.PlannedStatement;
import io.weir.flink.cluster.ApplicationFolder;
import io.weir.flink.cluster.ApplicationManifest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That jobs are written for Kubernetes, and how. */
public final class KubernetesOption {
    @Option(
            names = "--kubernetes",
            paramLabel = "DIR",
            description =
                    "Write an image recipe and manifests for Flink's Kubernetes operator there: a cluster for each"
                            + " job.")
    private @Nullable Path folder;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            defaultValue = "weir-jobs:latest",
            description = "With --kubernetes: what the image is called (weir-jobs:latest).")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            defaultValue = "",
            description =
                    "With --kubernetes: where checkpoints and savepoints go, such as s3://bucket/prefix; without, a"
                            + " volume.")
    @SuppressWarnings("NullAway.Init")
    private String storage;

    @Option(
            names = "--autoscale",
            paramLabel = "MAX",
            description = "With --kubernetes: let the operator scale the jobs, up to this parallelism.")
    private @Nullable Integer parallelismMax;

    public boolean isWanted() {
        return folder != null;
    }

    /**
     * Writes the folder, and says what is to be done with it.
     *
     * @param savepoints of the jobs, in their order; empty if they begin anew
     * @param dropsState whether a savepoint may have state that its job has not
     */
    public void write(
            Map<String, PlannedStatement.Job> jobs,
            OptionalInt parallelism,
            List<String> savepoints,
            boolean dropsState) {
        if (!storage.isEmpty() && !storage.contains(":/")) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "'" + storage + "' is no URL",
                    "--storage",
                    "Give one that every machine of the cluster sees, such as s3://bucket/prefix",
                    null);
        }
        Path place = folder == null ? Path.of(".") : folder;
        OptionalInt scalesTo = parallelismMax == null ? OptionalInt.empty() : OptionalInt.of(parallelismMax);
        ApplicationFolder.Written written = new ApplicationFolder(
                        place, Thread.currentThread().getContextClassLoader())
                .write(jobs, savepoints, new ApplicationManifest(image, storage, parallelism, scalesTo, dropsState));
        System.err.println("weir: the image holds " + String.join(", ", written.jars()));
        System.out.println("docker build -t " + image + " " + place + " && docker push " + image);
        written.manifests().forEach(manifest -> System.out.println("kubectl apply -f " + manifest));
    }
}
