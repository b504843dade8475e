package io.weir.flink;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.apache.flink.table.planner.plan.nodes.exec.serde.CompiledPlanSerdeUtil;

/**
 * Makes Flink's compiled plans whole: of a temporary table Flink writes only the name, and the native engine has no
 * catalog to look it up in. The definition is added in the form that Flink gives permanent tables, and Flink reads it
 * just so.
 */
final class PlanCompleter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern EMPTY_VALUES = Pattern.compile("\"tuples\"\\s*:\\s*\\[\\s*]");
    private static final Pattern ANONYMOUS_TABLE = Pattern.compile("\\*anonymous_(\\w+)\\$\\d+\\*");

    private final TableEnvironmentImpl environment;

    PlanCompleter(TableEnvironmentImpl environment) {
        this.environment = environment;
    }

    String planJson(CompiledPlan plan) throws IOException {
        JsonNode root = MAPPER.readTree(plan.asJsonString());
        numberNodes(root);
        for (JsonNode table : root.findValues("table")) {
            if (table instanceof ObjectNode object && object.has("identifier") && !object.has("resolvedTable")) {
                addDefinition(object);
            }
        }
        String complete = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        // The numbers of tables without a name go on over all plans of a process, too.
        return ANONYMOUS_TABLE.matcher(complete).replaceAll("$1");
    }

    /**
     * Numbers the nodes from 1. Flink goes on counting over all plans of a process, and then a node's id, and with it
     * the name of its state, would depend on what was planned before.
     */
    private static void numberNodes(JsonNode root) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (JsonNode node : root.path("nodes")) {
            numbers.put(node.path("id").asInt(), numbers.size() + 1);
            ((ObjectNode) node).put("id", numbers.size());
        }
        for (JsonNode edge : root.path("edges")) {
            ((ObjectNode) edge).put("source", numbers.get(edge.path("source").asInt()));
            ((ObjectNode) edge).put("target", numbers.get(edge.path("target").asInt()));
        }
    }

    private void addDefinition(ObjectNode table) throws JsonProcessingException {
        UnresolvedIdentifier unresolved =
                environment.getParser().parseIdentifier(table.get("identifier").asText());
        ObjectIdentifier identifier = environment.getCatalogManager().qualifyIdentifier(unresolved);
        Optional<ContextResolvedTable> found = environment.getCatalogManager().getTable(identifier);
        Optional<Catalog> catalog = environment.getCatalogManager().getCatalog(identifier.getCatalogName());
        if (found.isEmpty()
                || catalog.isEmpty()
                || !(found.get().getResolvedTable() instanceof ResolvedCatalogTable resolved)) {
            return;
        }
        PlannerBase planner = (PlannerBase) environment.getPlanner();
        String definition = CompiledPlanSerdeUtil.createJsonObjectWriter(planner.createSerdeContext())
                .writeValueAsString(ContextResolvedTable.permanent(identifier, catalog.get(), resolved));
        table.set("resolvedTable", MAPPER.readTree(definition).get("resolvedTable"));
    }

    /** Whether the plan holds what the planner found outside, such as the partitions of a folder. */
    boolean dependsOnSurroundings(String planJson) {
        // No partition found is a plan without its table: an empty VALUES.
        return planJson.contains("\"PartitionPushDown\"")
                || EMPTY_VALUES.matcher(planJson).find();
    }

    /** Whether all that reaches the sinks is inserts. */
    boolean isInsertOnly(String planJson) throws IOException {
        for (JsonNode mode : MAPPER.readTree(planJson).findValues("inputChangelogMode")) {
            if (mode.size() != 1 || !mode.get(0).asText().equals("INSERT")) {
                return false;
            }
        }
        return true;
    }
}
