package io.weir.flink.cluster;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement;
import io.weir.flink.RunException;
import io.weir.flink.TemporaryFolder;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Runs bounded jobs on a session cluster and fetches their results. What they read travels with them, in a jar: the
 * cluster and we need no folder in common.
 */
public final class ClusterQuery {
    private final ClusterDeployment deployment;
    private final ClassLoader classes;

    /** @param classes where connectors and formats are looked for */
    public ClusterQuery(ClusterAddress address, ClassLoader classes) {
        deployment = new ClusterDeployment(address, classes);
        this.classes = classes;
    }

    /**
     * Looks whether the cluster could run a job.
     *
     * @throws WeirException if there is none, if it is of another version, or has too few slots
     */
    public void check(int parallelism) {
        deployment.checkCluster(parallelism);
    }

    /**
     * Runs a job to its end.
     *
     * @param resources files that the job finds in its jars, by the names of the resources
     * @param results as for {@link LocalFlink#start(PlannedStatement.Job, int, Map)}
     */
    public void run(
            PlannedStatement.Job job,
            int parallelism,
            Map<String, Path> resources,
            Map<String, ? extends LocalFlink.RowConsumer> results) {
        check(parallelism);
        CompiledPlan plan = CompiledPlanReader.read(job.planJson(), classes);
        try (TemporaryFolder folder = TemporaryFolder.create("weir-query")) {
            Path packed = folder.path();
            String functions = job.planJson() + String.join("\n", job.setup());
            List<Path> jars = new ArrayList<>(TravelJars.of(plan, functions, classes, packed));
            if (!resources.isEmpty()) {
                jars.add(pack(resources, packed.resolve("resources.jar")));
            }
            Map<String, String> settings = new TreeMap<>(deployment.remote(job, "weir compare", jars));
            settings.remove(ClusterDeployment.EPOCHS_KEY);
            Boolean unused = deployment.reaching(settings, all -> {
                LocalFlink.fetch(job, parallelism, all, results);
                return true;
            });
        } catch (RunException e) {
            throw new WeirException(e.code(), e.what(), "line " + job.line(), "", e);
        }
    }

    private static Path pack(Map<String, Path> resources, Path jar) {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Map.Entry<String, Path> each : resources.entrySet()) {
                entries.putNextEntry(new ZipEntry(each.getKey()));
                Files.copy(each.getValue(), entries);
                entries.closeEntry();
            }
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "The jar " + jar + " cannot be written: " + e, "", "", e);
        }
        return jar;
    }
}
