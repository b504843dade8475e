package io.weir.plan;

import io.weir.plan.node.Distribution;
import io.weir.plan.node.NodeInfo;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.StateDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the JSON that {@code COMPILE PLAN} writes.
 *
 * <h2>Failure</h2>
 *
 * <p>A plan that is cut short, lacks a field or holds something else than Flink would write gives a
 * {@link PlanException} with {@link ErrorCode#PLAN_DAMAGED} that names the node and the field; a plan of a Flink newer
 * than {@link #NEWEST_FLINK} gives one with {@link ErrorCode#PLAN_TOO_NEW}. A node, expression or ability of an unknown
 * type is no failure: it is carried as such.
 */
public final class CompiledPlanReader {
    /** The newest Flink whose plans we know. */
    public static final String NEWEST_FLINK = "2.3";

    private static final int NEWEST_MAJOR = 2;
    private static final int NEWEST_MINOR = 3;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*|-.*)?");
    private static final Pattern NODE_TYPE = Pattern.compile("(.+)_(\\d{1,4})");

    private final TypeReader types;
    private final NodeReader nodes;

    private CompiledPlanReader(ClassLoader classLoader) {
        this.types = new TypeReader(classLoader);
        ExpressionReader expressions = new ExpressionReader(types);
        this.nodes = new NodeReader(types, expressions, new TableReader(types, expressions));
    }

    /** Reads a plan. */
    public static CompiledPlan read(String json) {
        return read(json, CompiledPlanReader.class.getClassLoader());
    }

    /**
     * Reads a plan.
     *
     * @param classLoader where classes of structured and RAW types are looked for
     */
    public static CompiledPlan read(String json, ClassLoader classLoader) {
        return new CompiledPlanReader(classLoader).plan(PlanJson.root(JsonText.parse(json)));
    }

    private CompiledPlan plan(PlanJson json) {
        String version = json.field("flinkVersion").text();
        checkVersion(version, json);
        List<PlanJson> nodeJsons = json.field("nodes").items();
        Map<Integer, Integer> positions = positions(nodeJsons);
        List<PlanEdge> edges = new ArrayList<>();
        Map<Integer, List<PlanEdge>> edgesByTarget = new LinkedHashMap<>();
        for (PlanJson edgeJson : json.field("edges").items()) {
            PlanEdge edge = edge(edgeJson, positions);
            edges.add(edge);
            edgesByTarget
                    .computeIfAbsent(edge.target(), target -> new ArrayList<>())
                    .add(edge);
        }
        List<PlanNode> planNodes = new ArrayList<>();
        for (PlanJson nodeJson : nodeJsons) {
            planNodes.add(node(nodeJson, edgesByTarget));
        }
        return new CompiledPlan(version, planNodes, edges);
    }

    private static void checkVersion(String version, PlanJson json) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw json.field("flinkVersion").unexpected("a version such as " + NEWEST_FLINK);
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major > NEWEST_MAJOR || (major == NEWEST_MAJOR && minor > NEWEST_MINOR)) {
            throw new PlanException(
                    ErrorCode.PLAN_TOO_NEW,
                    "The plan is of Flink " + version + ", and plans up to Flink " + NEWEST_FLINK + " can be read",
                    "plan, field flinkVersion",
                    "Compile it with Flink " + NEWEST_FLINK + " or older, or run its SQL file instead.",
                    null);
        }
    }

    /** Id of each node to its position in the list. */
    private static Map<Integer, Integer> positions(List<PlanJson> nodeJsons) {
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < nodeJsons.size(); i++) {
            PlanJson id = nodeJsons.get(i).field("id");
            if (positions.put(id.integer(), i) != null) {
                throw id.error("Two nodes have the id " + id.integer());
            }
        }
        if (positions.isEmpty()) {
            throw new PlanException(
                    ErrorCode.PLAN_DAMAGED, "The plan has no nodes", "plan", PlanJson.COMPILE_AGAIN, null);
        }
        return positions;
    }

    private PlanEdge edge(PlanJson json, Map<Integer, Integer> positions) {
        int source = json.field("source").integer();
        int target = json.field("target").integer();
        Integer sourcePosition = positions.get(source);
        Integer targetPosition = positions.get(target);
        if (sourcePosition == null || targetPosition == null) {
            throw json.error("There is no node " + (sourcePosition == null ? source : target));
        }
        if (sourcePosition >= targetPosition) {
            throw json.error("Node " + target + " does not stand after its input " + source);
        }
        Distribution shuffle = distribution(json.field("shuffle"));
        return new PlanEdge(source, target, shuffle, json.field("shuffleMode").text());
    }

    private PlanNode node(PlanJson json, Map<Integer, List<PlanEdge>> edgesByTarget) {
        int id = json.field("id").integer();
        String type = json.field("type").text();
        PlanJson node = json.asNode("node " + id + " (" + type + ")");
        Matcher matcher = NODE_TYPE.matcher(type);
        if (!matcher.matches()) {
            throw node.field("type").unexpected("a type such as stream-exec-calc_1");
        }
        List<PlanEdge> edges = edgesByTarget.getOrDefault(id, List.of());
        NodeInfo info = new NodeInfo(
                id,
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                types.rowType(node.field("outputType")),
                node.optional("description").map(PlanJson::text).orElse(type),
                inputs(node, edges),
                node.optional("configuration").map(PlanJson::textMap).orElse(Map.of()),
                node.optionalItems("state").stream()
                        .map(CompiledPlanReader::state)
                        .toList());
        return nodes.read(node, info);
    }

    private static List<PlanInput> inputs(PlanJson node, List<PlanEdge> edges) {
        List<PlanJson> properties = node.optionalItems("inputProperties");
        if (properties.size() != edges.size()) {
            throw node.error(
                    "The node declares " + properties.size() + " inputs, and " + edges.size() + " edges lead to it");
        }
        List<PlanInput> inputs = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Distribution required = distribution(properties.get(i).field("requiredDistribution"));
            inputs.add(
                    new PlanInput(edges.get(i).source(), required, edges.get(i).shuffle()));
        }
        return inputs;
    }

    private static StateDeclaration state(PlanJson json) {
        return new StateDeclaration(
                json.field("index").index(),
                json.field("ttl").durationMillis(),
                json.field("name").text());
    }

    private static Distribution distribution(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "HASH" -> new Distribution.Hash(json.field("keys").indexes());
            case "SINGLETON" -> new Distribution.Singleton();
            case "BROADCAST" -> new Distribution.Broadcast();
            case "FORWARD" -> new Distribution.Forward();
            case "ANY" -> new Distribution.AnyInstance();
            case "UNKNOWN" -> new Distribution.Unspecified();
            case "KEEP_INPUT_AS_IS" ->
                new Distribution.KeepInput(distribution(json.field("inputDistribution")), json.flag("isStrict", false));
            default -> throw json.field("type").unexpected("a known distribution");
        };
    }
}
