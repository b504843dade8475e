package io.weir.testing.sql;

import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterClient;
import io.weir.flink.cluster.ClusterJob;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.util.FileUtils;

/**
 * A real Flink cluster: a JobManager and TaskManagers, each a process of its own on a free port, with the jars of
 * Flink's distribution and none of ours.
 */
final class FlinkProcesses implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final int SLOTS_PER_WORKER = 4;

    /** What a distribution has in its folder lib, and what these need. Connectors and formats must travel. */
    private static final Pattern NOT_OF_A_CLUSTER = Pattern.compile("weir-.*|assertj.*|avro-.*|duckdb.*|embedded-.*"
            + "|flink-(avro|connector-jdbc|connector-kafka|connector-test|parquet|protobuf|sql-).*|hadoop-.*|hash4j.*"
            + "|javalin.*|jetty-.*|junit.*|kafka-.*|mariadb.*|mysql.*|parquet-.*|postgresql.*|rocksdbjni.*");

    private final Path folder;
    private final int restPort;
    private final Process jobManager;
    private final List<Process> taskManagers = new ArrayList<>();
    private int taskManagersStarted;

    private FlinkProcesses(Path folder, int restPort, Process jobManager) {
        this.folder = folder;
        this.restPort = restPort;
        this.jobManager = jobManager;
    }

    /** The cluster of two TaskManagers that the tests of this JVM share; it ends with the JVM. */
    static FlinkProcesses shared() {
        return Shared.CLUSTER;
    }

    private static final class Shared {
        static final FlinkProcesses CLUSTER = start();

        private static FlinkProcesses start() {
            try {
                FlinkProcesses cluster = FlinkProcesses.start(Files.createTempDirectory("weir-cluster-"), 2);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster), "cluster-stop"));
                return cluster;
            } catch (Exception e) {
                throw new IllegalStateException("The cluster does not come up", e);
            }
        }

        private static void end(FlinkProcesses cluster) {
            cluster.close();
            FileUtils.deleteDirectoryQuietly(cluster.folder().toFile());
        }
    }

    /** Where it keeps its configuration, its logs and its savepoints. */
    Path folder() {
        return folder;
    }

    /** Starts a cluster in a folder. */
    static FlinkProcesses start(Path folder, int workers) throws Exception {
        int restPort = Ports.free();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.yaml"), configuration(folder, restPort, Ports.free()));
        Process jobManager =
                start(folder, "jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        return withWorkers(new FlinkProcesses(folder, restPort, jobManager), workers);
    }

    /**
     * Starts a cluster that exists for one job, as an image of ours would.
     *
     * @param home what the image has in {@code /opt/flink}: the folder with {@code usrlib}
     * @param configuration more of the cluster's configuration
     * @param command main class and arguments of the job
     */
    static FlinkProcesses startApplication(
            Path folder, Path home, Map<String, String> configuration, List<String> command) throws Exception {
        int restPort = Ports.free();
        Files.createDirectories(folder);
        StringBuilder all = new StringBuilder();
        configuration(folder, restPort, Ports.free())
                .lines()
                .filter(line -> !configuration.containsKey(line.split(":", 2)[0]))
                .forEach(line -> all.append(line).append('\n'));
        configuration.forEach(
                (key, value) -> all.append(key).append(": '").append(value).append("'\n"));
        Files.writeString(folder.resolve("config.yaml"), all);
        List<String> arguments = new ArrayList<>(List.of("--job-classname", command.get(0)));
        arguments.addAll(command.subList(1, command.size()));
        Process jobManager = start(
                folder,
                "jobmanager",
                "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
                Map.of("FLINK_LIB_DIR", home.resolve("lib").toString()),
                arguments);
        FlinkProcesses cluster = new FlinkProcesses(folder, restPort, jobManager);
        cluster.addTaskManager();
        return cluster;
    }

    /** Waits until no job runs any more. */
    void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!client().jobs().stream().allMatch(ClusterJob::hasEnded)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Jobs still run: " + client().jobs());
            }
            Thread.sleep(100);
        }
    }

    /** Waits until the JobManager has ended, as it does when its only job has; what its status is. */
    int awaitEnd(Duration limit) throws InterruptedException {
        if (!jobManager.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The job does not end:\n" + output("jobmanager"));
        }
        return jobManager.exitValue();
    }

    private static FlinkProcesses withWorkers(FlinkProcesses cluster, int workers) throws Exception {
        boolean isUp = false;
        try {
            for (int i = 0; i < workers; i++) {
                cluster.addTaskManager();
            }
            cluster.awaitSlots(workers * SLOTS_PER_WORKER);
            isUp = true;
            return cluster;
        } finally {
            if (!isUp) {
                cluster.close();
            }
        }
    }

    private static String configuration(Path folder, int restPort, int rpcPort) {
        return String.join(
                "\n",
                "jobmanager.rpc.address: localhost",
                "jobmanager.bind-host: localhost",
                "jobmanager.rpc.port: " + rpcPort,
                "rest.address: localhost",
                "rest.bind-address: localhost",
                "rest.port: " + restPort,
                "rest.bind-port: " + restPort,
                "taskmanager.host: localhost",
                "taskmanager.bind-host: localhost",
                "taskmanager.numberOfTaskSlots: " + SLOTS_PER_WORKER,
                // What Flink's shell scripts compute from the size of the process.
                "taskmanager.cpu.cores: " + SLOTS_PER_WORKER + ".0",
                "taskmanager.memory.framework.heap.size: 128m",
                "taskmanager.memory.framework.off-heap.size: 128m",
                "taskmanager.memory.task.heap.size: 256m",
                "taskmanager.memory.task.off-heap.size: 0b",
                "taskmanager.memory.managed.size: 128m",
                "taskmanager.memory.network.min: 64m",
                "taskmanager.memory.network.max: 64m",
                "taskmanager.memory.jvm-metaspace.size: 256m",
                "taskmanager.memory.jvm-overhead.min: 192m",
                "taskmanager.memory.jvm-overhead.max: 192m",
                "metrics.fetcher.update-interval: 500",
                "heartbeat.interval: 1000",
                "heartbeat.timeout: 10000",
                "execution.checkpointing.savepoint-dir: "
                        + folder.resolve("savepoints").toUri(),
                "io.tmp.dirs: " + folder.resolve("tmp"),
                "");
    }

    private static Process start(Path folder, String name, String mainClass) throws IOException {
        return start(folder, name, mainClass, Map.of(), List.of());
    }

    private static Process start(
            Path folder, String name, String mainClass, Map<String, String> variables, List<String> arguments)
            throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp", classPath(folder), ChildMain.class.getName(), mainClass, "--configDir", folder.toString()));
        command.addAll(arguments);
        Path log = folder.resolve(name + ".out");
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(variables);
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String classPath(Path folder) throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return childMain(folder)
                + File.pathSeparator
                + Arrays.stream(all.split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .filter(entry -> !NOT_OF_A_CLUSTER
                                .matcher(String.valueOf(Path.of(entry).getFileName()))
                                .matches())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /** A folder with nothing of ours but the class that starts Flink's. */
    private static Path childMain(Path folder) throws IOException {
        String file = ChildMain.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("child").resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream in = Objects.requireNonNull(ChildMain.class.getResourceAsStream("/" + file))) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder.resolve("child");
    }

    private void addTaskManager() throws IOException {
        String name = "taskmanager-" + ++taskManagersStarted;
        taskManagers.add(start(folder, name, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
    }

    private void awaitSlots(int slots) throws InterruptedException {
        ClusterClient client = client();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (!jobManager.isAlive()) {
                throw new IllegalStateException("The JobManager has ended:\n" + output("jobmanager"));
            }
            try {
                if (client.overview().freeSlots() >= slots) {
                    return;
                }
            } catch (WeirException e) {
                // It is not up yet.
                Thread.sleep(100);
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException(
                "The cluster does not come up:\n" + output("jobmanager") + outputOfTaskManagers());
    }

    String output(String name) {
        try {
            return name + ":\n" + Files.readString(folder.resolve(name + ".out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all TaskManagers have written, also those that took the place of another. */
    String outputOfTaskManagers() {
        return IntStream.rangeClosed(1, taskManagersStarted)
                .mapToObj(number -> output("taskmanager-" + number))
                .collect(Collectors.joining("\n"));
    }

    String address() {
        return "http://localhost:" + restPort;
    }

    ClusterClient client() {
        return new ClusterClient(ClusterAddress.of(address()));
    }

    /** Kills a TaskManager, and starts another. */
    void replaceTaskManager(int number) throws Exception {
        taskManagers.remove(number).destroyForcibly().waitFor();
        addTaskManager();
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(taskManagers);
        all.add(jobManager);
        all.forEach(Process::destroyForcibly);
        for (Process process : all) {
            try {
                process.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
