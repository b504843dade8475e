package io.weir.engine.pipeline;

import io.weir.plan.node.PlanNode;
import java.util.Optional;

/**
 * Whether the engine runs a node.
 *
 * @param node the node
 * @param obstacle what it is that the engine does not have, or empty if the node is native
 */
public record NodeSupport(PlanNode node, Optional<String> obstacle) {
    public boolean isNative() {
        return obstacle.isEmpty();
    }
}
