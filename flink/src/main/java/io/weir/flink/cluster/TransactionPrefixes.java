package io.weir.flink.cluster;

import io.weir.flink.PlannedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees that no two Kafka sinks have the same {@code sink.transactional-id-prefix}: Flink makes the ids of transactions
 * of nothing else but the instance and a number, so that each sink would end the transactions of the other, and lose
 * rows. It is so where several INSERTs write to one table.
 */
public final class TransactionPrefixes {
    private static final String PREFIX = "sink.transactional-id-prefix";
    private static final JsonMapper JSON = new JsonMapper();

    private TransactionPrefixes() {}

    /** The jobs of a file, in which the second sink with a prefix, and those behind it, have a number in it. */
    public static List<PlannedStatement.Job> apart(List<PlannedStatement.Job> jobs) {
        Map<String, Integer> counts = new HashMap<>();
        List<PlannedStatement.Job> apart = new ArrayList<>();
        for (PlannedStatement.Job job : jobs) {
            boolean mayHaveOne =
                    job instanceof PlannedStatement.InsertJob && job.planJson().contains(PREFIX);
            apart.add(mayHaveOne ? apart(job, counts) : job);
        }
        return apart;
    }

    private static PlannedStatement.Job apart(PlannedStatement.Job job, Map<String, Integer> counts) {
        JsonNode plan = JSON.readTree(job.planJson());
        boolean isChanged = false;
        for (JsonNode node : plan.path("nodes")) {
            JsonNode options = node.at("/dynamicTableSink/table/resolvedTable/options");
            String prefix = options.path(PREFIX).asString("");
            boolean isExact =
                    options.path("sink.delivery-guarantee").asString("").equalsIgnoreCase("exactly-once");
            if (isExact && !prefix.isEmpty() && counts.merge(prefix, 1, Integer::sum) > 1) {
                ((ObjectNode) options).put(PREFIX, prefix + "-" + counts.get(prefix));
                isChanged = true;
            }
        }
        return isChanged
                ? new PlannedStatement.InsertJob(
                        job.sql(), job.line(), JSON.writeValueAsString(plan), job.configuration(), job.setup())
                : job;
    }
}
