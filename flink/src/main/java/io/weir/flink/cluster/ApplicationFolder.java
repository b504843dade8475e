package io.weir.flink.cluster;

import io.weir.flink.PlannedStatement;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder from which jobs go to Kubernetes in Flink's application mode, a cluster for each: the recipe of one image
 * with their plans and jars, and a manifest for each job, which Flink's Kubernetes operator takes.
 *
 * <pre>
 * Dockerfile            Flink's own image, and the two folders below
 * usrlib/*.jar          the jars that the plans need
 * plans/JOB/            plan, configuration, and the statements before it
 * JOB.yaml              the FlinkDeployment
 * </pre>
 */
public final class ApplicationFolder {
    /** Keys that the manifest or the operator decides, or that only mean something here. */
    private static final Set<String> NOT_OF_THE_JOB =
            Set.of("parallelism.default", "pipeline.jars", "pipeline.name", "execution.target");

    private static final String ZONE_KEY = "table.local-time-zone";
    private static final String JARS_KEY = "pipeline.jars";
    private static final int NAME_LENGTH_MAX = 45;

    private final Path folder;
    private final ClassLoader classes;

    /** @param folder is made if it is not there; what an earlier call wrote there is replaced */
    public ApplicationFolder(Path folder, ClassLoader classes) {
        this.folder = folder;
        this.classes = classes;
    }

    /** What was written. */
    public record Written(List<Path> manifests, List<String> jars) {
        public Written {
            manifests = List.copyOf(manifests);
            jars = List.copyOf(jars);
        }
    }

    /**
     * Writes everything for these jobs, by their names.
     *
     * @param savepoints of the jobs, in their order; empty if they begin anew
     */
    public Written write(
            Map<String, PlannedStatement.Job> jobs, List<String> savepoints, ApplicationManifest manifest) {
        try {
            List<Path> manifests = new ArrayList<>();
            Set<String> names = new HashSet<>();
            clear();
            jars(List.of(ofClass(ApplicationMain.class)));
            for (Map.Entry<String, PlannedStatement.Job> entry : jobs.entrySet()) {
                String name = nameOf(entry.getKey(), names);
                PlannedStatement.Job job = entry.getValue();
                CompiledPlan plan = ClusterChecks.checked(job, classes);
                writeJob(folder.resolve("plans").resolve(name), job);
                String text = job.planJson() + String.join("\n", job.setup());
                Path packed = Files.createDirectories(folder.resolve("usrlib"));
                jars(TravelJars.of(plan, text, classes, packed));
                jars(own(job));
                Path file = folder.resolve(name + ".yaml");
                Optional<String> savepoint =
                        savepoints.isEmpty() ? Optional.empty() : Optional.of(savepoints.get(manifests.size()));
                Files.writeString(file, manifest.text(name, job, jarOfMain(), savepoint));
                manifests.add(file);
            }
            Files.writeString(folder.resolve("Dockerfile"), manifest.imageRecipe());
            return new Written(manifests, jarNames());
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, folder + " cannot be written: " + e.getMessage(), "--kubernetes", "", e);
        }
    }

    /**
     * A name that Kubernetes takes.
     *
     * @param taken the names of the jobs before it, to which it is added; names that begin alike may be one when cut
     */
    static String nameOf(String job, Set<String> taken) {
        String whole =
                job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        String cut =
                whole.substring(0, Math.min(NAME_LENGTH_MAX, whole.length())).replaceAll("-+$", "");
        if (cut.isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "'" + job + "' has no letter to make a name of, as Kubernetes wants it",
                    "--name",
                    "Give a name of letters, digits and hyphens",
                    null);
        }
        String name = cut;
        for (int number = taken.size() + 1; !taken.add(name); number++) {
            String end = "-" + number;
            name = cut.substring(0, Math.min(cut.length(), NAME_LENGTH_MAX - end.length()))
                            .replaceAll("-+$", "")
                    + end;
        }
        return name;
    }

    /** The jars of before, which another file may not need. */
    private void clear() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("usrlib"));
        delete(jars, name -> name.endsWith(".jar"));
    }

    private static void delete(Path place, Predicate<String> isOurs) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(path -> isOurs.test(String.valueOf(path.getFileName())))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** Whether a file of a job's folder is one that an earlier call wrote: each statement would be executed. */
    private static boolean isOfAPlan(String file) {
        return file.equals(ApplicationMain.PLAN)
                || file.equals(ApplicationMain.CONFIGURATION)
                || file.endsWith(ApplicationMain.SETUP_SUFFIX);
    }

    private static void writeJob(Path place, PlannedStatement.Job job) throws IOException {
        delete(Files.createDirectories(place), ApplicationFolder::isOfAPlan);
        Files.writeString(place.resolve(ApplicationMain.PLAN), job.planJson());
        Properties configuration = new Properties();
        // A container has another zone than this machine, by which the plan is made.
        configuration.setProperty(ZONE_KEY, TimeZone.getDefault().toZoneId().getId());
        new TreeMap<>(job.configuration()).forEach((key, value) -> {
            boolean isZoneOfMachine = key.equals(ZONE_KEY) && value.equals("default");
            if (!NOT_OF_THE_JOB.contains(key) && !key.startsWith("weir.") && !isZoneOfMachine) {
                configuration.setProperty(key, value);
            }
        });
        try (Writer writer = Files.newBufferedWriter(place.resolve(ApplicationMain.CONFIGURATION))) {
            configuration.store(writer, null);
        }
        int number = 0;
        for (String statement : job.setup()) {
            String words = statement.strip().toUpperCase(Locale.ROOT);
            if (words.startsWith("ADD JAR")) {
                // Its jar lies in usrlib.
                continue;
            }
            if (words.contains("USING JAR")) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        "A function USING JAR names a file of this machine, which the image has not",
                        "",
                        "Put the jar into the folder 'plugins', and leave USING JAR out",
                        null);
            }
            number++;
            Files.writeString(
                    place.resolve(String.format(Locale.ROOT, "%03d%s", number, ApplicationMain.SETUP_SUFFIX)),
                    statement);
        }
    }

    /** The jars that the job names itself. */
    private static List<Path> own(PlannedStatement.Job job) {
        List<Path> jars = new ArrayList<>();
        for (String jar : job.configuration().getOrDefault(JARS_KEY, "").split(";", -1)) {
            if (!jar.isBlank()) {
                jars.add(jar.contains(":/") ? Path.of(URI.create(jar.strip())) : Path.of(jar.strip()));
            }
        }
        return jars;
    }

    private Path ofClass(Class<?> type) throws IOException {
        return TravelJars.jar(type, Files.createDirectories(folder.resolve("usrlib")));
    }

    private String jarOfMain() throws IOException {
        return String.valueOf(ofClass(ApplicationMain.class).getFileName());
    }

    private void jars(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            Path target = folder.resolve("usrlib").resolve(String.valueOf(jar.getFileName()));
            if (!jar.toAbsolutePath().equals(target.toAbsolutePath())) {
                Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private List<String> jarNames() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("usrlib"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
