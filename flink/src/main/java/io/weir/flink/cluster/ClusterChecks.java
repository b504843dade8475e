package io.weir.flink.cluster;

import io.weir.flink.PlannedStatement;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.SinkNode;
import io.weir.plan.table.PlanTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is said of a job before anything of it is sent: what cannot run on a cluster, and what may not work there. */
final class ClusterChecks {
    /** Connectors that live in Weir's own process, and what takes their place on a cluster. */
    private static final Map<String, String> ONLY_HERE = Map.of(
            "view",
            "a view is read from Weir's server; write to 'upsert-kafka' or 'jdbc' instead, or have it replaced:"
                    + " --views kafka://HOST:9092",
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

    private ClusterChecks() {}

    /**
     * The plan of a job that a cluster can run.
     *
     * @throws WeirException if it cannot, with all reasons
     */
    static CompiledPlan checked(PlannedStatement.Job job, ClassLoader classes) {
        if (job.isBatch() || !job.hasPlan()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A batch cannot be deployed: Flink has no compiled plan of it",
                    "line " + job.line(),
                    "Leave 'execution.runtime-mode' at 'streaming'; a bounded input ends the job",
                    null);
        }
        CompiledPlan plan = CompiledPlanReader.read(job.planJson(), classes);
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
        return plan;
    }

    /** Warnings about what may not be reachable from the cluster. */
    static List<String> warnings(CompiledPlan plan) {
        Map<String, Set<String>> warnings = new LinkedHashMap<>();
        for (PlanTable table : TravelJars.tables(plan)) {
            warning(table)
                    .ifPresent(warning -> warnings.computeIfAbsent(warning, key -> new TreeSet<>())
                            .add(table.name()));
        }
        return warnings.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .toList();
    }

    /** A question about topics and brokers, if that is what a job failed of; empty otherwise. */
    static String question(String trace, CompiledPlan plan) {
        String servers = options(plan, "properties.bootstrap.servers");
        boolean isTimeout = trace.contains("org.apache.kafka.common.errors.TimeoutException")
                || trace.contains("No resolvable bootstrap urls");
        if (servers.isEmpty()) {
            return "";
        } else if (trace.contains("UnknownTopicOrPartitionException")) {
            return ". Is each of these topics at " + servers + ": " + options(plan, "topic") + "?";
        }
        return isTimeout ? ". Can the cluster reach " + servers + "?" : "";
    }

    /** The values of an option of a plan's tables. */
    private static String options(CompiledPlan plan, String key) {
        return TravelJars.tables(plan).stream()
                .flatMap(table -> table.option(key).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static Optional<String> warning(PlanTable table) {
        String path = table.option("path").orElse("");
        boolean isLocal = table.connector().equals("filesystem") && (!path.contains("://") || path.startsWith("file:"));
        if (isLocal) {
            return Optional.of("every machine of the cluster must see " + path);
        }
        String servers = table.option("properties.bootstrap.servers").orElse("");
        boolean isLoopback = servers.contains("localhost") || servers.contains("127.0.0.1");
        return isLoopback
                ? Optional.of("on the cluster '" + servers + "' is another machine; give the address there:"
                        + " --table '*.properties.bootstrap.servers=HOST:PORT'")
                : Optional.empty();
    }
}
