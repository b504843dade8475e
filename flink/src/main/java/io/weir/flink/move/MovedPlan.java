package io.weir.flink.move;

import io.weir.flink.replay.ReplayTableFactory;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.Windowing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the plan with which a pipeline goes on on Flink.
 *
 * <p>Its tables begin where the cut says. Nodes before windows are there twice if their rows also go to sinks: once for
 * the windows, with rows that are read again, and once without. Each step is followed, or preceded, by a filter that
 * takes out the windows that were given out before the cut.
 */
public final class MovedPlan {
    private static final JsonMapper JSON = new JsonMapper();

    private final MovablePlan movable;
    private final PlanCut cut;
    private final PlanJsonParts parts = new PlanJsonParts(JSON);
    private final Map<Integer, ObjectNode> originals = new HashMap<>();
    private final ArrayNode nodes = JSON.createArrayNode();
    private final ArrayNode edges = JSON.createArrayNode();
    /** By the original's id: the copy whose rows go to sinks, the node from which results come. */
    private final Map<Integer, Integer> straight = new HashMap<>();

    private final Map<Integer, Integer> results = new HashMap<>();
    private int nextId = 1;

    private MovedPlan(MovablePlan movable, PlanCut cut) {
        this.movable = movable;
        this.cut = cut;
    }

    /**
     * Writes the plan.
     *
     * @param planJson the plan as it ran until now, which must have no obstacles
     */
    public static String write(String planJson, MovablePlan movable, PlanCut cut) {
        return new MovedPlan(movable, cut).write((ObjectNode) JSON.readTree(planJson));
    }

    private String write(ObjectNode root) {
        for (JsonNode node : root.path("nodes")) {
            originals.put(node.path("id").asInt(), (ObjectNode) node);
            nextId = Math.max(nextId, node.path("id").asInt() + 1);
        }
        for (PlanNode node : movable.plan().nodes()) {
            if (movable.isBehindWindows(node)
                    || node.inputs().stream().anyMatch(input -> isBehindWindows(input.nodeId()))
                    || movable.plan().consumersOf(node.id()).isEmpty()) {
                writeBehind(node);
            } else {
                writeBefore(node);
            }
        }
        root.set("nodes", nodes);
        root.set("edges", edges);
        return root.toPrettyString();
    }

    private boolean isBehindWindows(int node) {
        return movable.isBehindWindows(movable.plan().node(node));
    }

    private ObjectNode original(PlanNode node) {
        ObjectNode found = originals.get(node.id());
        if (found == null) {
            throw new IllegalStateException("The plan has no node " + node.id());
        }
        return found.deepCopy();
    }

    /** A node before windows, in as many copies as its rows have ways to go. */
    private void writeBefore(PlanNode node) {
        boolean isReplayed = movable.feedsWindows(node);
        if (isReplayed) {
            ObjectNode json = original(node);
            moveTable(node, json, true);
            nodes.add(json);
            node.inputs().forEach(input -> edge(input.nodeId(), node.id()));
        }
        if (movable.feedsSinks(node) || !isReplayed) {
            int id = isReplayed ? nextId++ : node.id();
            straight.put(node.id(), id);
            ObjectNode json = original(node).put("id", id);
            moveTable(node, json, false);
            nodes.add(json);
            node.inputs().forEach(input -> edge(straight(input.nodeId()), id));
        }
    }

    private int straight(int node) {
        return straight.getOrDefault(node, node);
    }

    private void moveTable(PlanNode node, ObjectNode json, boolean isReplayed) {
        if (!(node instanceof TableSourceScanNode)) {
            return;
        }
        PlanCut.TableCut table = cut.table(node.id());
        ObjectNode described = (ObjectNode) json.path("scanTableSource").path("table");
        // Under another name, so that no catalog of the cluster's has it: the options are to be those of the plan.
        String identifier = described.path("identifier").asString("");
        if (identifier.endsWith("`")) {
            described.put(
                    "identifier",
                    identifier.substring(0, identifier.length() - 1) + (isReplayed ? "$replay`" : "$goes_on`"));
        }
        ObjectNode options = (ObjectNode) described.path("resolvedTable").path("options");
        List.of("scan.startup.mode", "scan.startup.timestamp-millis", "scan.startup.specific-offsets")
                .forEach(options::remove);
        options.put(ReplayTableFactory.CONNECTOR_KEY, options.path("connector").asString(""));
        options.put("connector", ReplayTableFactory.IDENTIFIER);
        (isReplayed ? table.replay() : table.goingOn()).forEach(options::put);
    }

    /** A node that windows, or their results, go through. */
    private void writeBehind(PlanNode node) {
        Optional<MovablePlan.Step> entered = movable.steps().stream()
                .filter(step -> step.entrance().id() == node.id())
                .findFirst();
        for (int i = 0; i < node.inputs().size(); i++) {
            int input = node.inputs().get(i).nodeId();
            int source = results.getOrDefault(
                    input, isBehindWindows(input) || MovablePlan.isWindowed(node) ? input : straight(input));
            if (entered.isPresent() && !isBehindWindows(input)) {
                source = filterInput(entered.get(), i, movable.plan().node(input));
            }
            edge(source, node.id());
        }
        ObjectNode json = original(node);
        Optional<MovablePlan.Step> step = movable.steps().stream()
                .filter(candidate -> candidate.node().id() == node.id() && candidate.cutsWindows())
                .findFirst();
        if (step.isEmpty()) {
            nodes.add(json);
            return;
        }
        int filter = nextId++;
        ObjectNode filtering = filterResults(step.get(), json, filter);
        nodes.add(json).add(filtering);
        edge(node.id(), filter);
        results.put(node.id(), filter);
    }

    /** Puts a filter before a step: rows of closed windows out, or rows that can only be in closed windows. */
    private int filterInput(MovablePlan.Step step, int input, PlanNode source) {
        ArrayNode fields = parts.fields(original(source), source.outputType());
        JsonNode condition;
        if (step.endIndexes().get(input).isPresent()) {
            int end = step.endIndexes().get(input).getAsInt();
            condition = parts.isAfter(
                    end,
                    fields.get(end).path("fieldType"),
                    cut.closedUntilMillis(step.node().id()));
        } else {
            int time = timeIndex(step.entrance());
            LogicalType type = source.outputType().getTypeAt(time);
            condition = parts.isTimeAfter(time, fields.get(time).path("fieldType"), type, cut.neededAfterMillis());
        }
        int id = nextId++;
        nodes.add(parts.filter(id, fields, fields.size(), condition));
        edge(source.id(), id);
        return id;
    }

    private static int timeIndex(PlanNode node) {
        if (node instanceof GroupWindowAggregateNode aggregate) {
            return aggregate.window().timeField().index();
        }
        Windowing windowing = node instanceof LocalWindowAggregateNode local
                ? local.windowing()
                : ((WindowAggregateNode) node).windowing();
        return ((Windowing.TimeAttribute) windowing).timeIndex();
    }

    /** Has a step say when each window ended, and puts a filter behind it. */
    private ObjectNode filterResults(MovablePlan.Step step, ObjectNode json, int id) {
        PlanNode node = step.node();
        ArrayNode fields = parts.fields(json, node.outputType());
        int fieldCount = fields.size();
        int end = parts.windowEnd(json, fields, reference(node, json));
        JsonNode condition = parts.isAfter(end, fields.get(end).path("fieldType"), cut.closedUntilMillis(node.id()));
        json.set("outputType", parts.rowType(fields));
        return parts.filter(id, fields, fieldCount, condition);
    }

    private ObjectNode reference(PlanNode node, ObjectNode json) {
        if (node instanceof GroupWindowAggregateNode) {
            return (ObjectNode) json.path("window").path("alias").deepCopy();
        }
        boolean isKnown = node instanceof GlobalWindowAggregateNode || node instanceof WindowAggregateNode;
        if (!isKnown) {
            throw new IllegalStateException(node.describe() + " cuts no windows");
        }
        ObjectNode reference = JSON.createObjectNode().put("name", "w$");
        reference.set("type", json.path("windowing").path("timeAttributeType").deepCopy());
        return reference;
    }

    private void edge(int source, int target) {
        edges.add(parts.edge(source, target));
    }
}
