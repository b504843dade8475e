package io.weir.engine.runtime;

import io.weir.engine.runtime.JobGraph.Link;
import io.weir.engine.runtime.JobGraph.Vertex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a graph at its exchanges. */
final class Fragments {
    private Fragments() {}

    /** Numbers the fragments: vertices connected by direct edges have the same number. */
    static Map<Vertex, Integer> cut(List<Vertex> vertices) {
        Map<Vertex, Vertex> leaders = new HashMap<>();
        for (Vertex vertex : vertices) {
            leaders.put(vertex, vertex);
        }
        for (Vertex vertex : vertices) {
            for (Link link : vertex.inputs) {
                if (link.edge() instanceof Edge.Direct) {
                    leaders.put(leader(leaders, link.from()), leader(leaders, vertex));
                }
            }
        }
        Map<Vertex, Integer> numbers = new HashMap<>();
        Map<Vertex, Integer> result = new HashMap<>();
        for (Vertex vertex : vertices) {
            Vertex leader = leader(leaders, vertex);
            Integer number = numbers.get(leader);
            if (number == null) {
                number = numbers.size();
                numbers.put(leader, number);
            }
            result.put(vertex, number);
        }
        return result;
    }

    private static Vertex leader(Map<Vertex, Vertex> leaders, Vertex vertex) {
        Vertex at = vertex;
        while (true) {
            Vertex up = leaders.get(at);
            if (up == null || up == at) {
                return at;
            }
            at = up;
        }
    }
}
