package io.weir.plan.node;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * A node of a compiled plan. The record's own components are what the node's type adds; what every node has stands in
 * {@link #info()} and is reachable through the accessors here.
 */
public sealed interface PlanNode
        permits TableSourceScanNode,
                ValuesNode,
                CalcNode,
                AsyncCalcNode,
                WatermarkAssignerNode,
                MiniBatchAssignerNode,
                ExchangeNode,
                UnionNode,
                LimitNode,
                SortNode,
                SortLimitNode,
                TemporalSortNode,
                RankNode,
                WindowTableFunctionNode,
                LocalWindowAggregateNode,
                GlobalWindowAggregateNode,
                WindowAggregateNode,
                GroupWindowAggregateNode,
                GroupAggregateNode,
                LocalGroupAggregateNode,
                GlobalGroupAggregateNode,
                IncrementalGroupAggregateNode,
                OverAggregateNode,
                DeduplicateNode,
                WindowDeduplicateNode,
                WindowRankNode,
                WindowJoinNode,
                JoinNode,
                MultiJoinNode,
                IntervalJoinNode,
                TemporalJoinNode,
                LookupJoinNode,
                CorrelateNode,
                ExpandNode,
                ChangelogNormalizeNode,
                DropUpdateBeforeNode,
                MatchNode,
                ProcessTableFunctionNode,
                SinkNode,
                UnknownNode {

    NodeInfo info();

    /** Unique in the plan. */
    default int id() {
        return info().id();
    }

    /** Flink's name and version of the node's type, such as {@code stream-exec-calc_1}. */
    default String type() {
        return info().type();
    }

    /** The row that the node produces. */
    default RowType outputType() {
        return info().outputType();
    }

    /** What the planner says that the node does, for people. */
    default String description() {
        return info().description();
    }

    /** The nodes that this one reads, in order. */
    default List<PlanInput> inputs() {
        return info().inputs();
    }

    /**
     * The options that were in effect at planning and that the node's type keeps; see {@link NodeInfo#configuration()}.
     */
    default Map<String, String> configuration() {
        return info().configuration();
    }

    /** One line for messages and for explain. */
    default String describe() {
        return "[" + id() + "] " + description();
    }
}
