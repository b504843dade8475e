package io.weir.cli;

import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.OverAggregateNode;
import io.weir.plan.node.OverBound;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.RankNode;
import io.weir.plan.node.RankRange;
import io.weir.plan.node.RankStrategy;
import io.weir.plan.node.SortLimitNode;
import io.weir.plan.node.SortNode;
import io.weir.plan.node.TemporalSortNode;
import io.weir.plan.node.WindowDeduplicateNode;
import io.weir.plan.node.WindowRankNode;
import java.util.Optional;
import java.util.function.LongFunction;

/** What {@code weir explain} says about the state of Top-N, ORDER BY and OVER. */
final class OrderedState {
    private OrderedState() {}

    /**
     * The state of a node in words, empty for a node of another family.
     *
     * @param perKey how long keys are kept, in words
     * @param duration a number of milliseconds in words
     */
    static Optional<String> of(PlanNode node, String perKey, LongFunction<String> duration) {
        if (node instanceof WindowRankNode || node instanceof WindowDeduplicateNode) {
            return Optional.of(
                    "bounded: the best rows of each key in open windows, dropped when the watermark has" + " passed");
        }
        if (node instanceof RankNode rank) {
            return Optional.of(
                    top(rank.strategy(), rank.range(), rank.partitionKeys().isEmpty(), perKey));
        }
        if (node instanceof SortLimitNode limit) {
            return Optional.of(
                    top(limit.strategy(), new RankRange.Constant(limit.rangeStart(), limit.rangeEnd()), true, perKey));
        }
        if (node instanceof TemporalSortNode) {
            return Optional.of("bounded: the rows that the watermark has not reached");
        }
        if (node instanceof SortNode) {
            return Optional.of("UNBOUNDED: all rows, until the input ends");
        }
        return node instanceof OverAggregateNode over ? Optional.of(over(over, perKey, duration)) : Optional.empty();
    }

    private static String top(RankStrategy strategy, RankRange range, boolean isOneKey, String perKey) {
        if (strategy instanceof RankStrategy.Retract) {
            return "all rows, for any may go and another take its place: " + perKey;
        }
        String rows = range instanceof RankRange.Constant constant ? constant.end() + " rows" : "the best rows";
        return isOneKey && range instanceof RankRange.Constant ? "bounded: " + rows : rows + " of each key: " + perKey;
    }

    private static String over(OverAggregateNode node, String perKey, LongFunction<String> duration) {
        OverAggregateNode.Group group = node.groups().get(0);
        boolean isOneKey = node.partitionKeys().isEmpty();
        if (!(group.lower() instanceof OverBound.Bounded bounded)) {
            return isOneKey
                    ? "bounded: one result so far, and the rows that the watermark has not reached"
                    : "one result so far of each key: " + perKey;
        }
        Optional<Long> size = size(node, bounded.offset());
        if (group.isRows()) {
            String rows = size.map(count -> count + 1 + " rows").orElse("the rows of the frame");
            return isOneKey ? "bounded: " + rows : rows + " of each key: " + perKey;
        }
        return "bounded: the rows of the last " + size.map(duration::apply).orElse("frame")
                + ", dropped as the watermark passes";
    }

    private static Optional<Long> size(OverAggregateNode node, PlanExpression offset) {
        PlanExpression value = offset instanceof InputReference reference
                ? node.constants().get(reference.index() - node.originalInputFields())
                : offset;
        return value instanceof Literal literal && literal.value() instanceof Number number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
