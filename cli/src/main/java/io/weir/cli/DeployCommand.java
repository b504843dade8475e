package io.weir.cli;

import io.weir.cli.cluster.HeaderOption;
import io.weir.cli.cluster.KubernetesOption;
import io.weir.cli.cluster.TableOption;
import io.weir.flink.PlannedStatement;
import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterDeployment;
import io.weir.flink.cluster.HomeViews;
import io.weir.flink.cluster.TransactionPrefixes;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir deploy FILE}: runs a file's jobs on a Flink cluster, or writes what Kubernetes needs to run them. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = "Send the jobs of a file to a Flink cluster, with the jars that they need; or write them for"
                + " Kubernetes.")
final class DeployCommand implements Callable<Integer> {
    static final String SAVEPOINT_KEY = "execution.state-recovery.path";
    private static final String UNCLAIMED_KEY = "execution.state-recovery.ignore-unclaimed-state";

    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "The REST address of a Flink cluster's JobManager, such as http://localhost:8081.")
    private @Nullable String url;

    @Mixin
    private final KubernetesOption kubernetes = new KubernetesOption();

    @Mixin
    private final HeaderOption headers = new HeaderOption();

    @Option(names = "--name", paramLabel = "NAME", description = "The job's name on the cluster; the file's, without.")
    private @Nullable String name;

    @Mixin
    private final TableOption tables = new TableOption();

    @Option(
            names = "--home",
            paramLabel = "FILE",
            description = "With --views: write the script with which `weir serve` shows the views again.")
    private @Nullable Path home;

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Go on from a savepoint of Flink's. A file of several jobs takes one for each, in order.")
    private List<String> savepoints = new ArrayList<>();

    @Option(
            names = "--allow-dropped-state",
            description = "With --from: forget the state of steps that the file no longer has.")
    private boolean dropsState;

    @Override
    public Integer call() throws InterruptedException {
        return StopOnSignal.interrupting(
                this::deploy, "stopped by a signal: nothing of the job that was being sent is left on the cluster");
    }

    private int deploy() throws InterruptedException {
        if (url != null == kubernetes.isWanted()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "It is not said where the jobs go",
                    "",
                    "Give either --flink URL, the address of a cluster, or --kubernetes DIR, for clusters of their own",
                    null);
        }
        Optional<ClusterAddress> address = Optional.ofNullable(url).map(headers::address);
        Map<String, String> elsewhere = new TreeMap<>(tables.configuration());
        elsewhere.putAll(transactions());
        List<PlannedStatement.Job> jobs =
                TransactionPrefixes.apart(options.plan(elsewhere).jobs());
        tables.check(jobs);
        checkOptions(jobs.size());
        // Before anything is sent: a job that runs, and an error beside it, would be sent twice.
        Optional<String> homeScript = Optional.ofNullable(home).map(this::homeScript);
        Map<String, PlannedStatement.Job> named = named(jobs);
        if (address.isPresent()) {
            send(address.get(), named);
        } else {
            kubernetes.write(named, options.runOptions().parallelism(), savepoints, dropsState);
        }
        homeScript.ifPresent(this::writeHome);
        return Main.EXIT_DONE;
    }

    /** What the jobs of the file, with their own SETs, want of Kafka's transactions. */
    private Map<String, String> transactions() {
        String first = "";
        Set<Map<String, String>> wanted = new HashSet<>();
        for (PlannedStatement.Job job : options.plan(tables.configuration()).jobs()) {
            first = first.isEmpty() ? options.jobName(name, job) : first;
            wanted.add(ScriptOptions.transactions(first, job.configuration()));
        }
        if (wanted.isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE, options.file() + " has no job", "", "Add an INSERT INTO a table", null);
        }
        if (wanted.size() > 1) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "Some jobs of " + options.file() + " want exactly once, and others less",
                    "SET 'weir.delivery' or 'execution.checkpointing.mode'",
                    "Say it once for all, or of each Kafka table by 'sink.delivery-guarantee'",
                    null);
        }
        return wanted.iterator().next();
    }

    /** Jobs by their names; the second and later ones get numbers. */
    private Map<String, PlannedStatement.Job> named(List<PlannedStatement.Job> jobs) {
        Map<String, PlannedStatement.Job> named = new LinkedHashMap<>();
        for (PlannedStatement.Job job : jobs) {
            String jobName = options.jobName(name, job);
            named.put(named.containsKey(jobName) ? jobName + "-" + (named.size() + 1) : jobName, job);
        }
        return named;
    }

    private void send(ClusterAddress address, Map<String, PlannedStatement.Job> jobs) throws InterruptedException {
        ClusterDeployment deployment =
                new ClusterDeployment(address, Thread.currentThread().getContextClassLoader());
        // All of them before the first is sent, so that a later one does not fail beside it.
        deployment.check(jobs, options.runOptions().parallelism());
        List<String> sent = new ArrayList<>();
        try {
            send(deployment, jobs, sent);
        } catch (WeirException e) {
            throw sent.isEmpty() ? e : e.withMoreToDo(staying(sent, address));
        } catch (InterruptedException e) {
            if (!sent.isEmpty()) {
                System.err.println("weir: " + staying(sent, address));
            }
            throw e;
        }
    }

    private static String staying(List<String> sent, ClusterAddress address) {
        return "Other jobs of the file run there and stay: " + String.join(", ", sent)
                + ". Before the file is sent again, end each with `weir stop JOB --cancel --flink " + address + "`";
    }

    /** @param sent is told the jobs that run there */
    private void send(ClusterDeployment deployment, Map<String, PlannedStatement.Job> jobs, List<String> sent)
            throws InterruptedException {
        int number = 0;
        for (Map.Entry<String, PlannedStatement.Job> entry : jobs.entrySet()) {
            number++;
            deployment.warnings(entry.getValue()).forEach(warning -> System.err.println("weir: " + warning));
            ClusterDeployment.Deployed deployed = deployment.deploy(
                    entry.getValue(), entry.getKey(), options.runOptions().parallelism(), recovery(number));
            sent.add(deployed.name() + " (" + deployed.jobId() + ")");
            tell(deployed);
        }
    }

    /** Says what was sent, and which job runs there now. */
    static void tell(ClusterDeployment.Deployed deployed) {
        System.err.println(
                "weir: sent " + (deployed.jars().isEmpty() ? "no jars" : String.join(", ", deployed.jars())));
        System.out.println(deployed.jobId() + "  " + deployed.state() + "  " + deployed.name());
    }

    private void checkOptions(int jobs) {
        if (!savepoints.isEmpty() && savepoints.size() != jobs) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    options.file() + " has " + jobs + " jobs, and there are " + savepoints.size() + " savepoints",
                    "--from",
                    "Give one for each job, in the order of the file",
                    null);
        }
        if (home != null && tables.views().isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE, "Without --views there is nothing to write to " + home, "--home", "", null);
        }
    }

    private Map<String, String> recovery(int number) {
        Map<String, String> recovery = new TreeMap<>();
        if (!savepoints.isEmpty()) {
            recovery.put(SAVEPOINT_KEY, savepoints.get(number - 1));
            recovery.put(UNCLAIMED_KEY, Boolean.toString(dropsState));
        }
        return recovery;
    }

    /** The script that shows the views; sees that its file can be written, and changes nothing of it. */
    private String homeScript(Path file) {
        String script = HomeViews.script(
                options.plan().jobs(),
                tables.views().orElseThrow(),
                tables.configuration(),
                options.file().toString());
        boolean isThere = Files.exists(file);
        try {
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            if (!isThere) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return script;
    }

    private void writeHome(String script) {
        Path file = Objects.requireNonNull(home);
        try {
            Files.writeString(file, script);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        System.err.println("weir: `weir serve " + file + "` shows the views");
    }

    private static WeirException unwritable(Path file, IOException e) {
        return new WeirException(ErrorCode.IO_FAILED, file + " cannot be written: " + e, "--home", "", e);
    }
}
