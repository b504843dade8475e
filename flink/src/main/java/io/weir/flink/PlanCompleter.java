package io.weir.flink;

import io.weir.flink.connector.FinalRowsTableSinkFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions.CatalogPlanCompilation;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ContextResolvedFunction;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.apache.flink.table.planner.plan.nodes.exec.serde.CompiledPlanSerdeUtil;

/**
 * Makes Flink's compiled plans whole: of a temporary table Flink writes only the name, and the native engine has no
 * catalog to look it up in. The definition is added in the form that Flink gives permanent tables, and Flink reads it
 * just so. Likewise a temporary function's class is added.
 */
final class PlanCompleter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern EMPTY_VALUES = Pattern.compile("\"tuples\"\\s*:\\s*\\[\\s*]");
    private static final Pattern ANONYMOUS_TABLE = Pattern.compile("\\*anonymous_(\\w+)\\$\\d+\\*");

    private final TableEnvironmentImpl environment;

    PlanCompleter(TableEnvironmentImpl environment) {
        this.environment = environment;
    }

    /**
     * Compiles a plan. Flink refuses to write the class of a catalog's function that has fields, for it cannot know
     * whether they say what the function does; but what CREATE FUNCTION made has nothing but its class. So such a plan
     * gets names alone, and what they mean is added here.
     */
    String planJson(Supplier<CompiledPlan> compiler) throws IOException {
        String json;
        try {
            json = compiler.get().asJsonString();
        } catch (Exception e) {
            // It may be checked, although nothing says so: it comes through Scala.
            if (!SqlErrors.isAboutFunctionWithFields(e)) {
                throw e;
            }
            TableConfig config = environment.getConfig();
            CatalogPlanCompilation before = config.get(TableConfigOptions.PLAN_COMPILE_CATALOG_OBJECTS);
            config.set(TableConfigOptions.PLAN_COMPILE_CATALOG_OBJECTS, CatalogPlanCompilation.IDENTIFIER);
            try {
                json = compiler.get().asJsonString();
            } finally {
                config.set(TableConfigOptions.PLAN_COMPILE_CATALOG_OBJECTS, before);
            }
        }
        return complete(json);
    }

    /** The plan, made whole. */
    String planJson(CompiledPlan plan) throws IOException {
        return complete(plan.asJsonString());
    }

    private String complete(String planJson) throws IOException {
        JsonNode root = MAPPER.readTree(planJson);
        numberNodes(root);
        for (JsonNode table : root.findValues("table")) {
            if (table instanceof ObjectNode object && object.has("identifier") && !object.has("resolvedTable")) {
                addDefinition(object);
            }
        }
        addFunctionClasses(root);
        for (JsonNode options : root.findValues("options")) {
            if (options instanceof ObjectNode object) {
                restoreConnector(object);
            }
        }
        String complete = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        // The numbers of tables without a name go on over all plans of a process, too.
        return ANONYMOUS_TABLE.matcher(complete).replaceAll("$1");
    }

    /** A sink that stood in for another while a batch was planned makes way for it. */
    private static void restoreConnector(ObjectNode options) {
        Map<String, String> texts = new HashMap<>();
        options.properties()
                .forEach(option -> texts.put(option.getKey(), option.getValue().asText()));
        Map<String, String> restored = new HashMap<>(texts);
        FinalRowsTableSinkFactory.restore(restored);
        if (!restored.equals(texts)) {
            options.removeAll();
            restored.forEach(options::put);
        }
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

    /** Names the class of each function of which Flink writes only the name: those that are temporary. */
    private void addFunctionClasses(JsonNode node) {
        if (node instanceof ObjectNode call && !call.has("class")) {
            if (call.path("catalogName").isTextual()) {
                String name = call.get("catalogName").asText();
                addClass(call, environment.getParser().parseIdentifier(name));
            } else if (call.path("systemName").isTextual()) {
                addClass(call, UnresolvedIdentifier.of(call.get("systemName").asText()));
            }
        }
        for (JsonNode child : node) {
            addFunctionClasses(child);
        }
    }

    private void addClass(ObjectNode call, UnresolvedIdentifier name) {
        SessionParts.of(environment)
                .functions()
                .lookupFunction(name)
                .map(ContextResolvedFunction::getDefinition)
                .filter(UserDefinedFunction.class::isInstance)
                .ifPresent(function -> call.put("class", function.getClass().getName()));
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
