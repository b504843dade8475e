package io.weir.library.compare;

import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.CorrelateNode;
import io.weir.plan.node.DeduplicateNode;
import io.weir.plan.node.GlobalGroupAggregateNode;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupAggregateNode;
import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.IncrementalGroupAggregateNode;
import io.weir.plan.node.IntervalJoinNode;
import io.weir.plan.node.JoinNode;
import io.weir.plan.node.JoinSpec;
import io.weir.plan.node.LocalGroupAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.OverAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.RankNode;
import io.weir.plan.node.SortField;
import io.weir.plan.node.SortLimitNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.TemporalJoinNode;
import io.weir.plan.node.UnionNode;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.WindowDeduplicateNode;
import io.weir.plan.node.WindowJoinNode;
import io.weir.plan.node.WindowProperty;
import io.weir.plan.node.WindowRankNode;
import io.weir.plan.node.WindowTableFunctionNode;
import io.weir.plan.node.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the columns of a plan from its scans to its ends: which of the results' columns are columns of the input, or
 * ends of windows over it, and which hang on a clock or on chance.
 *
 * <h2>Failure</h2>
 *
 * <p>Where a clock or chance decides which rows there are, no two runs can be compared, and the plan is refused.
 */
final class PlanColumns {
    private final CompiledPlan plan;
    private final String place;
    private final Map<Integer, List<PlanColumn>> known = new HashMap<>();

    /** @param place of the statement, for messages */
    PlanColumns(CompiledPlan plan, String place) {
        this.plan = plan;
        this.place = place;
    }

    /** The columns that a node gives. */
    List<PlanColumn> of(int node) {
        List<PlanColumn> found = known.get(node);
        if (found == null) {
            PlanNode planNode = plan.node(node);
            found = padded(columns(planNode), planNode.outputType().getFieldCount());
            known.put(node, found);
        }
        return found;
    }

    private static List<PlanColumn> padded(List<PlanColumn> columns, int count) {
        List<PlanColumn> padded = new ArrayList<>(columns.subList(0, Math.min(count, columns.size())));
        while (padded.size() < count) {
            padded.add(PlanColumn.COMPUTED);
        }
        return List.copyOf(padded);
    }

    private List<PlanColumn> input(PlanNode node, int number) {
        return of(node.inputs().get(number).nodeId());
    }

    private List<PlanColumn> columns(PlanNode node) {
        if (node instanceof TableSourceScanNode) {
            List<PlanColumn> columns = new ArrayList<>();
            for (int i = 0; i < node.outputType().getFieldCount(); i++) {
                columns.add(PlanColumn.of(node.id(), i));
            }
            return columns;
        }
        if (node.inputs().isEmpty()) {
            return List.of();
        }
        List<PlanColumn> first = input(node, 0);
        if (node instanceof CalcNode calc) {
            calc.condition()
                    .ifPresent(condition -> refuse(node, "a condition", ColumnExpressions.chance(condition, first)));
            return calc.projection().stream()
                    .map(each -> ColumnExpressions.computed(each, first))
                    .toList();
        }
        if (node instanceof UnionNode) {
            List<PlanColumn> all = new ArrayList<>(first);
            for (int i = 1; i < node.inputs().size(); i++) {
                List<PlanColumn> other = input(node, i);
                for (int c = 0; c < all.size(); c++) {
                    all.set(c, all.get(c).or(other.get(c)));
                }
            }
            return all;
        }
        if (node.inputs().size() == 2) {
            return joined(node, first, input(node, 1));
        }
        return aggregated(node, first).orElseGet(() -> passed(node, first));
    }

    /** Nodes that keep the columns of their input, and append others. */
    private List<PlanColumn> passed(PlanNode node, List<PlanColumn> first) {
        if (node instanceof DeduplicateNode deduplicate) {
            refuseAny(node, "a key", deduplicate.uniqueKeys(), first);
        } else if (node instanceof RankNode rank) {
            refuseAny(node, "a key", rank.partitionKeys(), first);
            refuseOrder(node, rank.orderBy(), first);
        } else if (node instanceof WindowRankNode rank) {
            refuseAny(node, "a key", rank.partitionKeys(), first);
            refuseOrder(node, rank.orderBy(), first);
        } else if (node instanceof WindowDeduplicateNode deduplicate) {
            refuseAny(node, "a key", deduplicate.partitionKeys(), first);
        } else if (node instanceof SortLimitNode sort) {
            refuseOrder(node, sort.orderBy(), first);
        } else if (node instanceof OverAggregateNode over) {
            refuseAny(node, "a key", over.partitionKeys(), first);
            List<PlanColumn> columns = new ArrayList<>(first);
            over.groups().forEach(group -> group.aggregateCalls().forEach(call -> columns.add(result(call, first))));
            return columns;
        } else if (node instanceof WindowTableFunctionNode function) {
            List<PlanColumn> columns = new ArrayList<>(first);
            PlanColumn time = time(node, function.windowing(), first);
            long size = function.windowing().window().spanMillis();
            columns.add(time.windowEnd(PlanColumn.End.START, size));
            columns.add(time.windowEnd(PlanColumn.End.END, size));
            columns.add(time.windowEnd(PlanColumn.End.LAST, size));
            return columns;
        } else if (node instanceof CorrelateNode || node instanceof LookupJoinNode) {
            return first;
        } else if (node.outputType().getFieldCount() < first.size()
                || node.outputType().getFieldNames().size() > first.size() + 1) {
            return unknown(node, first);
        }
        return first;
    }

    /** What is not known computes its columns anew, of all that it reads. */
    private List<PlanColumn> unknown(PlanNode node, List<PlanColumn> first) {
        first.forEach(column -> refuse(node, "what it computes", column.chance()));
        return List.of();
    }

    // ---- aggregates
    // -----------------------------------------------------------------------------------------------------

    private Optional<List<PlanColumn>> aggregated(PlanNode node, List<PlanColumn> first) {
        if (node instanceof GroupAggregateNode group) {
            return Optional.of(grouped(node, group.grouping(), group.aggregateCalls(), first));
        }
        if (node instanceof LocalGroupAggregateNode local) {
            return Optional.of(grouped(node, local.grouping(), local.aggregateCalls(), first));
        }
        if (node instanceof GlobalGroupAggregateNode global) {
            return Optional.of(grouped(node, global.grouping(), List.of(), first));
        }
        if (node instanceof IncrementalGroupAggregateNode) {
            return Optional.of(first);
        }
        if (node instanceof LocalWindowAggregateNode local) {
            List<PlanColumn> columns = grouped(node, local.grouping(), local.aggregateCalls(), first);
            List<PlanColumn> all =
                    new ArrayList<>(padded(columns, node.outputType().getFieldCount()));
            // The last field is the end of the slice; what is over it is over the slice's time.
            all.set(all.size() - 1, time(node, local.windowing(), first));
            return Optional.of(all);
        }
        if (node instanceof GlobalWindowAggregateNode global) {
            WindowColumns window = new WindowColumns(
                    time(node, global.windowing(), first),
                    global.windowing().window().spanMillis(),
                    global.windowProperties());
            return Optional.of(
                    windowed(node, global.grouping(), global.aggregateCalls().size(), List.of(), first, window));
        }
        if (node instanceof WindowAggregateNode aggregate) {
            WindowColumns window = new WindowColumns(
                    time(node, aggregate.windowing(), first),
                    aggregate.windowing().window().spanMillis(),
                    aggregate.windowProperties());
            List<AggregateCall> calls = aggregate.aggregateCalls();
            return Optional.of(windowed(node, aggregate.grouping(), calls.size(), calls, first, window));
        }
        if (node instanceof GroupWindowAggregateNode aggregate) {
            int index = aggregate.window().timeField().index();
            PlanColumn time = index < 0 || index >= first.size() ? PlanColumn.COMPUTED : first.get(index);
            refuse(node, "a window", time.chance());
            WindowColumns window =
                    new WindowColumns(time, sizeMillis(aggregate.window()), aggregate.windowProperties());
            List<AggregateCall> calls = aggregate.aggregateCalls();
            return Optional.of(windowed(node, aggregate.grouping(), calls.size(), calls, first, window));
        }
        return Optional.empty();
    }

    private List<PlanColumn> grouped(
            PlanNode node, List<Integer> grouping, List<AggregateCall> calls, List<PlanColumn> first) {
        refuseAny(node, "a key", grouping, first);
        List<PlanColumn> columns = new ArrayList<>();
        grouping.forEach(index -> columns.add(first.get(index)));
        for (AggregateCall call : calls) {
            call.filter()
                    .ifPresent(
                            index -> refuse(node, "a filter", first.get(index).chance()));
            columns.add(result(call, first));
        }
        return columns;
    }

    /**
     * What a window aggregate appends: the time that its windows are of, how long they are, and which ends it gives.
     */
    private record WindowColumns(PlanColumn time, long sizeMillis, List<WindowProperty> properties) {}

    private static long sizeMillis(GroupWindow window) {
        if (window instanceof GroupWindow.Tumbling tumbling) {
            return tumbling.isTimeWindow() ? tumbling.size() : 0;
        }
        return window instanceof GroupWindow.Sliding sliding && sliding.isTimeWindow() ? sliding.size() : 0;
    }

    private List<PlanColumn> windowed(
            PlanNode node,
            List<Integer> grouping,
            int callCount,
            List<AggregateCall> calls,
            List<PlanColumn> first,
            WindowColumns window) {
        List<PlanColumn> columns =
                new ArrayList<>(padded(grouped(node, grouping, calls, first), grouping.size() + callCount));
        PlanColumn time = window.time();
        long size = window.sizeMillis();
        for (WindowProperty property : window.properties()) {
            columns.add(
                    switch (property.kind()) {
                        case WINDOW_START -> time.windowEnd(PlanColumn.End.START, size);
                        case WINDOW_END, SLICE_END -> time.windowEnd(PlanColumn.End.END, size);
                        case ROWTIME -> time.windowEnd(PlanColumn.End.LAST, size);
                        case PROCTIME -> PlanColumn.byChance("PROCTIME");
                    });
        }
        return columns;
    }

    private static PlanColumn result(AggregateCall call, List<PlanColumn> first) {
        for (int argument : call.arguments()) {
            Optional<String> chance =
                    argument < first.size() ? first.get(argument).chance() : Optional.empty();
            if (chance.isPresent()) {
                return PlanColumn.byChance(chance.get());
            }
        }
        return PlanColumn.COMPUTED;
    }

    /** The time that windows are of; its own ends, where a row carries its window. */
    private PlanColumn time(PlanNode node, Windowing windowing, List<PlanColumn> first) {
        if (!windowing.isRowtime()) {
            refuse(node, "a window", Optional.of("PROCTIME"));
        }
        int index = -1;
        if (windowing instanceof Windowing.TimeAttribute attribute) {
            index = attribute.timeIndex();
        } else if (windowing instanceof Windowing.SliceAttached slice) {
            index = slice.sliceEndIndex();
        } else if (windowing instanceof Windowing.WindowAttached window) {
            index = Math.max(window.startIndex(), window.endIndex());
        }
        if (index < 0 || index >= first.size()) {
            return PlanColumn.COMPUTED;
        }
        PlanColumn column = first.get(index);
        return column.bound()
                .map(bound -> new PlanColumn(bound.times(), Optional.empty(), Optional.empty()))
                .orElse(column);
    }

    // ---- joins
    // ----------------------------------------------------------------------------------------------------------

    private List<PlanColumn> joined(PlanNode node, List<PlanColumn> left, List<PlanColumn> right) {
        Optional<JoinSpec> spec = join(node);
        if (spec.isEmpty()) {
            right.forEach(column -> refuse(node, "what it computes", column.chance()));
            return unknown(node, left);
        }
        List<PlanColumn> both = new ArrayList<>(left);
        both.addAll(right);
        refuseAny(node, "a key", spec.get().leftKeys(), left);
        refuseAny(node, "a key", spec.get().rightKeys(), right);
        spec.get()
                .nonEquiCondition()
                .ifPresent(each -> refuse(node, "a condition", ColumnExpressions.chance(each, both)));
        for (int i = 0; i < spec.get().leftKeys().size(); i++) {
            int leftKey = spec.get().leftKeys().get(i);
            int rightKey = left.size() + spec.get().rightKeys().get(i);
            PlanColumn same = both.get(leftKey).or(both.get(rightKey));
            both.set(leftKey, same);
            both.set(rightKey, same);
        }
        return both;
    }

    private static Optional<JoinSpec> join(PlanNode node) {
        if (node instanceof JoinNode join) {
            return Optional.of(join.join());
        }
        if (node instanceof IntervalJoinNode join) {
            return Optional.of(join.join());
        }
        if (node instanceof TemporalJoinNode join) {
            return Optional.of(join.join());
        }
        return node instanceof WindowJoinNode join ? Optional.of(join.join()) : Optional.empty();
    }

    private void refuseAny(PlanNode node, String what, List<Integer> positions, List<PlanColumn> columns) {
        positions.forEach(position -> refuse(node, what, columns.get(position).chance()));
    }

    /** Where an order decides which rows are kept. */
    private void refuseOrder(PlanNode node, List<SortField> orderBy, List<PlanColumn> columns) {
        refuseAny(node, "an order", orderBy.stream().map(SortField::index).toList(), columns);
    }

    private void refuse(PlanNode node, String what, Optional<String> function) {
        if (function.isPresent()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "No two runs give the same rows: " + what + " hangs on " + function.get() + " in "
                            + node.describe(),
                    place,
                    "Compare a query that takes its time from the events",
                    null);
        }
    }
}
