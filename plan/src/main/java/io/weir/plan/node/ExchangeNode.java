package io.weir.plan.node;

/** Spreads rows over instances. */
public record ExchangeNode(NodeInfo info) implements PlanNode {
    /** How; never Forward. */
    public Distribution distribution() {
        return info.inputs().get(0).distribution();
    }
}
