package io.weir.testing.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The walls of the house in one table, and the rules that follow from it.
 *
 * <p>A module may see the modules that its row names, nothing else of ours; the same goes for libraries that belong to
 * one part of the house only.
 */
final class Architecture {
    /** One row per module: its folder, its artifact, the root of its packages, the folders that it may depend on. */
    record Module(String folder, String artifact, String packageRoot, Set<String> mayUse) {}

    private static final String[] NATIVE = {"columnar", "plan", "engine"};
    private static final String[] ALL_PARTS = {
        "columnar",
        "plan",
        "engine",
        "storage/s3",
        "storage/rocksdb",
        "functions",
        "formats/json",
        "formats/csv",
        "formats/raw",
        "formats/avro",
        "formats/parquet",
        "formats/protobuf",
        "connectors/files",
        "connectors/datagen",
        "connectors/inline",
        "connectors/console",
        "connectors/view",
        "connectors/collect",
        "connectors/alert",
        "connectors/kafka-broker",
        "connectors/kafka",
        "connectors/jdbc",
        "connectors/redis",
        "connectors/flink",
        "flink"
    };

    static final List<Module> MODULES = List.of(
            module("columnar", "weir-columnar", "io.weir.columnar"),
            module("plan", "weir-plan", "io.weir.plan"),
            module("engine", "weir-engine", "io.weir.engine", "columnar", "plan"),
            module("storage/s3", "weir-storage-s3", "io.weir.storage.s3", NATIVE),
            module("storage/rocksdb", "weir-storage-rocksdb", "io.weir.storage.rocksdb", NATIVE),
            module("functions", "weir-functions", "io.weir.functions"),
            module("formats/json", "weir-format-json", "io.weir.format.json", NATIVE),
            module("formats/csv", "weir-format-csv", "io.weir.format.csv", NATIVE),
            module("formats/raw", "weir-format-raw", "io.weir.format.raw", NATIVE),
            module("formats/avro", "weir-format-avro", "io.weir.format.avro", NATIVE),
            module("formats/parquet", "weir-format-parquet", "io.weir.format.parquet", NATIVE),
            module("formats/protobuf", "weir-format-protobuf", "io.weir.format.protobuf", NATIVE),
            module("connectors/files", "weir-connector-files", "io.weir.connector.files", NATIVE),
            module("connectors/datagen", "weir-connector-datagen", "io.weir.connector.datagen", NATIVE),
            module("connectors/inline", "weir-connector-inline", "io.weir.connector.inline", NATIVE),
            module("connectors/console", "weir-connector-console", "io.weir.connector.console", NATIVE),
            module("connectors/view", "weir-connector-view", "io.weir.connector.view", NATIVE),
            module("connectors/collect", "weir-connector-collect", "io.weir.connector.collect", NATIVE),
            module("connectors/alert", "weir-connector-alert", "io.weir.connector.alert", NATIVE),
            module("connectors/kafka-broker", "weir-kafka-broker", "io.weir.connector.kafka.broker"),
            module(
                    "connectors/kafka",
                    "weir-connector-kafka",
                    "io.weir.connector.kafka",
                    with(NATIVE, "connectors/kafka-broker")),
            module("connectors/jdbc", "weir-connector-jdbc", "io.weir.connector.jdbc", NATIVE),
            module("connectors/redis", "weir-connector-redis", "io.weir.connector.redis", NATIVE),
            module(
                    "connectors/flink",
                    "weir-connector-flink",
                    "io.weir.connector.flink",
                    with(NATIVE, "connectors/kafka-broker")),
            module("flink", "weir-flink", "io.weir.flink", "plan"),
            module("library", "weir-library", "io.weir.library", ALL_PARTS),
            module("server", "weir-server", "io.weir.server", with(ALL_PARTS, "library")),
            module("cli", "weir-cli", "io.weir.cli", with(ALL_PARTS, "library", "server")),
            module("testing/testkit", "weir-testkit", "io.weir.testing.kit", with(NATIVE, "connectors/kafka-broker")),
            module(
                    "testing/sql",
                    "weir-testing-sql",
                    "io.weir.testing.sql",
                    with(ALL_PARTS, "library", "server", "cli", "testing/testkit")),
            module(
                    "testing/faults",
                    "weir-testing-faults",
                    "io.weir.testing.faults",
                    "cli",
                    "connectors/kafka-broker",
                    "testing/testkit"),
            module(
                    "testing/simulation",
                    "weir-testing-simulation",
                    "io.weir.testing.simulation",
                    with(NATIVE, "flink")),
            module("testing/house", "weir-testing-house", "io.weir.testing.house"),
            module(
                    "benchmarks",
                    "weir-benchmarks",
                    "io.weir.benchmarks",
                    with(ALL_PARTS, "library", "server", "cli", "testing/testkit", "testing/sql")));

    /** What the tests of any module may use: it depends on no connector or format. */
    private static final String TESTKIT = "testing/testkit";

    /** Connectors and formats see the engine through these packages only. */
    static final Set<String> DOOR_PACKAGES = Set.of(
            "io.weir.engine.spi",
            "io.weir.engine.state",
            "io.weir.engine.connector",
            "io.weir.engine.text",
            "io.weir.engine.time",
            "io.weir.engine.type");

    /**
     * Libraries that belong to one part of the house: the prefix of their packages, and the folders that may use them.
     */
    static final Map<String, Set<String>> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("org.apache.flink.table.planner", Set.of("flink", "testing/sql", "benchmarks")),
            Map.entry(
                    "org.apache.flink.table.runtime",
                    Set.of("flink", "connectors/flink", "library", "testing/sql", "benchmarks")),
            Map.entry("org.apache.flink.streaming", Set.of("flink", "connectors/flink", "testing/sql", "benchmarks")),
            Map.entry("org.apache.flink.runtime", Set.of("flink", "connectors/flink", "testing/sql", "benchmarks")),
            Map.entry(
                    "org.apache.kafka",
                    Set.of(
                            "connectors/kafka-broker",
                            "connectors/kafka",
                            "testing/testkit",
                            "testing/sql",
                            "testing/faults",
                            "server",
                            "cli",
                            "benchmarks")),
            Map.entry("com.dynatrace.hash4j", Set.of("functions")),
            Map.entry("io.javalin", Set.of("server")),
            Map.entry("org.eclipse.jetty", Set.of("server")),
            Map.entry("io.prometheus", Set.of("server")),
            Map.entry("org.commonmark", Set.of("server")),
            Map.entry("picocli", Set.of("cli", "testing/sql", "testing/faults", "benchmarks")),
            Map.entry("ch.qos.logback", Set.of("cli", "testing/sql", "benchmarks")),
            Map.entry("org.duckdb", Set.of("benchmarks", "formats/parquet")),
            Map.entry("org.apache.parquet", Set.of("formats/parquet")),
            Map.entry("software.amazon.awssdk", Set.of("storage/s3")),
            Map.entry("redis.clients", Set.of("connectors/redis", "testing/testkit")),
            Map.entry("org.rocksdb", Set.of("storage/rocksdb"))));

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>.*?<artifactId>(weir-[a-z-]+)</artifactId>.*?</dependency>", Pattern.DOTALL);

    private Architecture() {}

    private static Module module(String folder, String artifact, String packageRoot, String... mayUse) {
        return new Module(folder, artifact, packageRoot, Set.of(mayUse));
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private static Module byFolder(String folder) {
        return MODULES.stream()
                .filter(module -> module.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row in Architecture.MODULES for " + folder));
    }

    /** Modules of the root pom that have no row, and rows without a module. */
    static List<String> unknownModules(String rootPom) {
        Set<String> inPom = new TreeSet<>();
        Matcher matcher = Pattern.compile("<module>([^<]+)</module>").matcher(rootPom);
        while (matcher.find()) {
            inPom.add(matcher.group(1));
        }
        List<String> breaches = new ArrayList<>();
        Set<String> inTable = new TreeSet<>();
        MODULES.forEach(module -> inTable.add(module.folder()));
        inPom.stream()
                .filter(folder -> !inTable.contains(folder))
                .forEach(folder -> breaches.add(folder + " has no row"));
        inTable.stream()
                .filter(folder -> !inPom.contains(folder))
                .forEach(folder -> breaches.add(folder + " is not in the root pom"));
        return breaches;
    }

    /** Dependencies in a module's pom on modules of ours that its row does not name. */
    static List<String> forbiddenDependencies(String folder, String pom) {
        Module module = byFolder(folder);
        List<String> breaches = new ArrayList<>();
        Matcher matcher = DEPENDENCY.matcher(pom);
        while (matcher.find()) {
            String artifact = matcher.group(1);
            boolean isForTests = matcher.group().contains("<scope>test</scope>");
            for (Module other : MODULES) {
                boolean allowed = module.mayUse().contains(other.folder())
                        || (isForTests && other.folder().equals(TESTKIT));
                if (other.artifact().equals(artifact) && !allowed) {
                    breaches.add(folder + "/pom.xml depends on " + other.folder());
                }
            }
        }
        return breaches;
    }

    /** Packages that do not lie under the root of their module. */
    static List<String> strayPackages(JavaSource source) {
        Module module = byFolder(source.module());
        String root = module.packageRoot();
        boolean inside = ownerOf(source.packageName()).filter(module::equals).isPresent();
        return inside ? List.of() : List.of(source.path() + " is in " + source.packageName() + ", not below " + root);
    }

    /** Imports that reach through a wall: another module of ours, the engine's inside, or somebody else's library. */
    static List<String> forbiddenImports(JavaSource source) {
        Module module = byFolder(source.module());
        List<String> breaches = new ArrayList<>();
        for (String name : source.imports()) {
            Optional<Module> owner = ownerOf(name).filter(other -> !other.equals(module));
            boolean isTestkit = owner.isPresent() && owner.get().folder().equals(TESTKIT);
            if (owner.isPresent()
                    && !module.mayUse().contains(owner.get().folder())
                    && !(isTestkit && !source.isMain())) {
                breaches.add(source.path() + " imports " + name + " of "
                        + owner.get().folder());
            } else if (isDoor(module) && source.isMain() && isInsideOfEngine(name)) {
                breaches.add(source.path() + " imports " + name + ", which is inside the engine");
            }
            LIBRARIES.forEach((prefix, folders) -> {
                if (isOrBelow(name, prefix) && source.isMain() && !folders.contains(module.folder())) {
                    breaches.add(source.path() + " imports " + name + ", which belongs to " + new TreeSet<>(folders));
                }
            });
        }
        return breaches;
    }

    /** The module whose package root is the longest that the name lies below. */
    private static Optional<Module> ownerOf(String name) {
        return MODULES.stream()
                .filter(module -> isOrBelow(name, module.packageRoot()))
                .max(Comparator.comparingInt(module -> module.packageRoot().length()));
    }

    private static boolean isDoor(Module module) {
        return module.folder().startsWith("connectors/") || module.folder().startsWith("formats/");
    }

    private static boolean isInsideOfEngine(String name) {
        return isOrBelow(name, "io.weir.engine") && DOOR_PACKAGES.stream().noneMatch(door -> isOrBelow(name, door));
    }

    private static boolean isOrBelow(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    /** Cycles between packages of one module's shipped code, one line per cycle, with an import for each step. */
    static List<String> packageCycles(List<JavaSource> mainSources) {
        Set<String> packages = new HashSet<>();
        mainSources.forEach(source -> packages.add(source.packageName()));
        // from package -> to package -> one place that says so
        Map<String, Map<String, String>> edges = new TreeMap<>();
        for (JavaSource source : mainSources) {
            for (String name : source.imports()) {
                String target = packageOf(name, packages);
                if (!target.isEmpty() && !target.equals(source.packageName()) && !isPackageInfo(source)) {
                    edges.computeIfAbsent(source.packageName(), from -> new TreeMap<>())
                            .putIfAbsent(target, source.path() + " imports " + name);
                }
            }
        }
        List<String> cycles = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (String start : edges.keySet()) {
            List<String> cycle = shortestCycle(start, edges);
            if (!cycle.isEmpty() && seen.add(new HashSet<>(cycle))) {
                StringBuilder text = new StringBuilder(String.join(" -> ", cycle));
                for (int i = 0; i + 1 < cycle.size(); i++) {
                    text.append("\n    ").append(edges.get(cycle.get(i)).get(cycle.get(i + 1)));
                }
                cycles.add(text.toString());
            }
        }
        return cycles;
    }

    private static boolean isPackageInfo(JavaSource source) {
        return source.path().endsWith("/package-info.java");
    }

    /** The longest of the packages that the imported name lies in, or an empty text. */
    private static String packageOf(String name, Set<String> packages) {
        String prefix = name;
        while (!packages.contains(prefix)) {
            int dot = prefix.lastIndexOf('.');
            if (dot < 0) {
                return "";
            }
            prefix = prefix.substring(0, dot);
        }
        return prefix;
    }

    /**
     * Breadth first from the start back to the start; the list begins and ends with it, and is empty without a cycle.
     */
    private static List<String> shortestCycle(String start, Map<String, Map<String, String>> edges) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            String at = queue.remove();
            for (String next : edges.getOrDefault(at, Map.of()).keySet()) {
                if (next.equals(start)) {
                    List<String> path = new ArrayList<>(List.of(start));
                    for (String step = at; !step.equals(start); step = cameFrom.get(step)) {
                        path.add(1, step);
                    }
                    path.add(start);
                    return path;
                }
                if (cameFrom.putIfAbsent(next, at) == null) {
                    queue.add(next);
                }
            }
        }
        return List.of();
    }
}
