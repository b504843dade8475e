package io.weir.plan;

import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as Flink's planner compiled it: nodes in topological order (a node stands after its inputs), and the edges
 * between them.
 *
 * @param flinkVersion the Flink that wrote it, such as 2.3
 * @param nodes the nodes, sources first
 * @param edges the edges; those with the same target are in the order of that target's inputs
 */
public record CompiledPlan(String flinkVersion, List<PlanNode> nodes, List<PlanEdge> edges) {
    public CompiledPlan {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The node with that id. */
    public Optional<PlanNode> find(int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst();
    }

    /** The node with that id, which must be there. */
    public PlanNode node(int id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no node " + id + " in the plan"));
    }

    /** The nodes that nobody reads, usually the sinks. */
    public List<PlanNode> roots() {
        return nodes.stream().filter(node -> consumersOf(node.id()).isEmpty()).toList();
    }

    /** The nodes that read what that node produces; one that reads it twice stands there twice. */
    public List<PlanNode> consumersOf(int id) {
        List<PlanNode> consumers = new ArrayList<>();
        for (PlanEdge edge : edges) {
            if (edge.source() == id) {
                consumers.add(node(edge.target()));
            }
        }
        return consumers;
    }

    /** The plan as an indented tree of descriptions, sinks first; a node that was printed before is only named. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        Map<Integer, Boolean> printed = new LinkedHashMap<>();
        for (PlanNode root : roots()) {
            describe(root, 0, text, printed);
        }
        return text.toString();
    }

    private void describe(PlanNode node, int depth, StringBuilder text, Map<Integer, Boolean> printed) {
        text.append("  ".repeat(depth));
        if (printed.put(node.id(), true) != null) {
            text.append("[").append(node.id()).append("] as above\n");
            return;
        }
        text.append(node.describe()).append('\n');
        for (PlanInput input : node.inputs()) {
            describe(node(input.nodeId()), depth + 1, text, printed);
        }
    }
}
