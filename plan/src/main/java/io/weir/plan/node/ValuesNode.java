package io.weir.plan.node;

import io.weir.plan.expression.Literal;
import java.util.List;

/** Gives constant rows. */
public record ValuesNode(NodeInfo info, List<List<Literal>> rows) implements PlanNode {
    public ValuesNode {
        rows = rows.stream().map(List::copyOf).toList();
    }
}
