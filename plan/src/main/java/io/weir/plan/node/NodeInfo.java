package io.weir.plan.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * What every node has.
 *
 * @param id unique in the plan
 * @param name Flink's name of the type without its version, such as {@code stream-exec-calc}
 * @param version version of the type's behaviour, from 1
 * @param outputType the row that the node produces
 * @param description the planner's sentence about it
 * @param inputs the nodes that it reads, in order
 * @param configuration the options that the node's type depends on, as they were at planning; they win over the job's
 * @param states the states that the node declares, with their time to live; empty when the plan has none
 */
public record NodeInfo(
        int id,
        String name,
        int version,
        RowType outputType,
        String description,
        List<PlanInput> inputs,
        Map<String, String> configuration,
        List<StateDeclaration> states) {
    public NodeInfo {
        inputs = List.copyOf(inputs);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        states = List.copyOf(states);
    }

    /** Name and version as they stand in the plan, such as {@code stream-exec-calc_1}. */
    public String type() {
        return name + "_" + version;
    }
}
