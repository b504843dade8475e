package io.weir.engine.pipeline;

import io.weir.engine.operator.Operator;
import io.weir.engine.operator.SortOperator;
import io.weir.engine.operator.TemporalSortOperator;
import io.weir.engine.rank.RankOperator;
import io.weir.engine.rank.Ranking;
import io.weir.engine.state.RowOrder;
import io.weir.engine.window.WindowInput;
import io.weir.engine.window.WindowRankOperator;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.RankNode;
import io.weir.plan.node.RankRange;
import io.weir.plan.node.RankStrategy;
import io.weir.plan.node.RankType;
import io.weir.plan.node.SortField;
import io.weir.plan.node.SortLimitNode;
import io.weir.plan.node.SortNode;
import io.weir.plan.node.TemporalSortNode;
import io.weir.plan.node.WindowDeduplicateNode;
import io.weir.plan.node.WindowRankNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes of Top-N and ORDER BY into operators. */
final class RankTranslator {
    private static final String NON_TEMPORAL_SORT = "__table.exec.sort.non-temporal.enabled__";

    private final CompiledPlan plan;
    private final PipelineOptions options;

    RankTranslator(CompiledPlan plan, PipelineOptions options) {
        this.plan = plan;
        this.options = options;
    }

    /**
     * The operators of a node, empty for a node of another family.
     *
     * @param isOrdered whether the batches of the input are numbered
     */
    Optional<IntFunction<Operator>> operators(PlanNode node, boolean isOrdered) {
        if (node instanceof RankNode rank) {
            return Optional.of(rank(rank));
        }
        if (node instanceof SortLimitNode limit) {
            return Optional.of(sortLimit(limit));
        }
        if (node instanceof WindowRankNode rank) {
            return Optional.of(windowRank(rank));
        }
        if (node instanceof WindowDeduplicateNode deduplicate) {
            return Optional.of(windowDeduplicate(deduplicate));
        }
        if (node instanceof TemporalSortNode sort) {
            return Optional.of(temporalSort(sort, isOrdered));
        }
        if (node instanceof SortNode sort) {
            return Optional.of(sort(sort));
        }
        return Optional.empty();
    }

    private RowType inputType(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId()).outputType();
    }

    private static void requireRowNumber(RankType type) {
        if (type != RankType.ROW_NUMBER) {
            // Flink has a message for it.
            throw new NotNativeException(type + "() as Top-N");
        }
    }

    private IntFunction<Operator> rank(RankNode node) {
        requireRowNumber(node.rankType());
        RowType type = inputType(node);
        List<SortField> orderBy = node.orderBy();
        boolean isFirstRows = node.strategy() instanceof RankStrategy.AppendFast
                && orderBy.size() == 1
                && orderBy.get(0).isAscending()
                && LogicalTypes.isProctime(type.getTypeAt(orderBy.get(0).index()));
        // By processing time, rows come in their order.
        RowOrder order = new RowOrder(isFirstRows ? List.of() : orderBy, type);
        long start = 1;
        long end = 0;
        int endColumn = -1;
        if (node.range() instanceof RankRange.Constant constant) {
            start = constant.start();
            end = constant.end();
        } else if (node.range() instanceof RankRange.Variable variable) {
            endColumn = variable.endIndex();
        } else {
            throw new NotNativeException("Top-N without a last rank");
        }
        Ranking ranking = new Ranking(
                type,
                FieldIndexes.toArray(node.partitionKeys()),
                order,
                start,
                end,
                endColumn,
                input(node.strategy()),
                rowKeys(node.strategy()),
                node.outputsRankNumber(),
                node.generatesUpdateBefore(),
                options.stateTtlMillis(node));
        return instance -> new RankOperator(ranking);
    }

    private static Ranking.Input input(RankStrategy strategy) {
        if (strategy instanceof RankStrategy.AppendFast) {
            return Ranking.Input.APPENDS;
        }
        if (strategy instanceof RankStrategy.UpdateFast) {
            return Ranking.Input.UPDATES;
        }
        if (strategy instanceof RankStrategy.Retract) {
            return Ranking.Input.RETRACTIONS;
        }
        throw new NotNativeException("Top-N with an undecided strategy");
    }

    private static int[] rowKeys(RankStrategy strategy) {
        return strategy instanceof RankStrategy.UpdateFast update
                ? FieldIndexes.toArray(update.primaryKeys())
                : new int[0];
    }

    private IntFunction<Operator> sortLimit(SortLimitNode node) {
        if (node.rangeEnd() == Long.MAX_VALUE) {
            // Flink has a message for it.
            throw new NotNativeException("ORDER BY and OFFSET without FETCH or LIMIT");
        }
        RowType type = inputType(node);
        Ranking ranking = new Ranking(
                type,
                new int[0],
                new RowOrder(node.orderBy(), type),
                node.rangeStart(),
                node.rangeEnd(),
                -1,
                input(node.strategy()),
                rowKeys(node.strategy()),
                false,
                node.generatesUpdateBefore(),
                options.stateTtlMillis(node));
        return instance -> new RankOperator(ranking);
    }

    private IntFunction<Operator> windowRank(WindowRankNode node) {
        requireRowNumber(node.rankType());
        if (!(node.range() instanceof RankRange.Constant range)) {
            throw new NotNativeException("Top-N per window without constant ranks");
        }
        RowType type = inputType(node);
        WindowInput input = WindowInput.of(node.windowing(), options.localTimeZone());
        WindowRankOperator.Choice choice = new WindowRankOperator.Choice(
                type,
                FieldIndexes.toArray(node.partitionKeys()),
                new RowOrder(node.orderBy(), type),
                false,
                range.start(),
                range.end(),
                node.outputsRankNumber());
        return instance -> new WindowRankOperator(input, choice);
    }

    private IntFunction<Operator> windowDeduplicate(WindowDeduplicateNode node) {
        RowType type = inputType(node);
        WindowInput input = WindowInput.of(node.windowing(), options.localTimeZone());
        SortField byTime = new SortField(node.orderKey(), !node.keepsLastRow(), true);
        WindowRankOperator.Choice choice = new WindowRankOperator.Choice(
                type,
                FieldIndexes.toArray(node.partitionKeys()),
                new RowOrder(List.of(byTime), type),
                node.keepsLastRow(),
                1,
                1,
                false);
        return instance -> new WindowRankOperator(input, choice);
    }

    private IntFunction<Operator> temporalSort(TemporalSortNode node, boolean isOrdered) {
        RowType type = inputType(node);
        int timeColumn = node.orderBy().get(0).index();
        LogicalType timeType = type.getTypeAt(timeColumn);
        boolean isRowtime = LogicalTypes.isRowtime(timeType);
        if (!isRowtime && !LogicalTypes.isProctime(timeType)) {
            throw new NotNativeException("ORDER BY a column that is no time attribute");
        }
        RowOrder rest = new RowOrder(node.orderBy().subList(1, node.orderBy().size()), type);
        return instance -> new TemporalSortOperator(type, timeColumn, isRowtime, rest, isOrdered);
    }

    private IntFunction<Operator> sort(SortNode node) {
        boolean isAllowed =
                options.isBatch() || Boolean.parseBoolean(options.setting(node, NON_TEMPORAL_SORT, "false"));
        if (!isAllowed) {
            // Flink has a message for it.
            throw new NotNativeException("ORDER BY a column that is no time attribute");
        }
        RowType type = inputType(node);
        RowOrder order = new RowOrder(node.orderBy(), type);
        return instance -> new SortOperator(type, order);
    }
}
