package io.weir.engine.pipeline;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.operator.Operator;
import io.weir.engine.over.OverAggregateOperator;
import io.weir.engine.over.OverFrame;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.OverAggregateNode;
import io.weir.plan.node.OverBound;
import io.weir.plan.node.PlanNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes of OVER aggregates into operators. */
final class OverTranslator {
    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final ExpressionContext context;

    OverTranslator(CompiledPlan plan, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.options = options;
        this.context = context;
    }

    /**
     * The operators of a node, empty for a node of another family.
     *
     * @param isOrdered whether the batches of the input are numbered
     */
    Optional<IntFunction<Operator>> operators(PlanNode node, boolean isOrdered) {
        return node instanceof OverAggregateNode over ? Optional.of(over(over, isOrdered)) : Optional.empty();
    }

    private IntFunction<Operator> over(OverAggregateNode node, boolean isOrdered) {
        if (node.groups().size() != 1) {
            throw new NotNativeException("OVER with several windows");
        }
        OverAggregateNode.Group group = node.groups().get(0);
        RowType inputType = plan.node(node.inputs().get(0).nodeId()).outputType();
        OverFrame frame = frame(node, group, inputType);
        group.aggregateCalls().forEach(call -> requireConstants(call, node.originalInputFields()));
        boolean[] needRetraction = new boolean[group.aggregateCalls().size()];
        Arrays.fill(needRetraction, frame.size() != OverFrame.UNBOUNDED);
        Aggregation aggregation = new Aggregation(
                FieldIndexes.toArray(node.partitionKeys()),
                group.aggregateCalls(),
                withConstants(inputType, node.constants()),
                needRetraction,
                context.functions());
        Supplier<Expression[]> constants = () -> node.constants().stream()
                .map(literal -> ExpressionCompiler.compile(literal, inputType, context))
                .toArray(Expression[]::new);
        long ttlMillis = options.stateTtlMillis(node);
        return instance ->
                new OverAggregateOperator(inputType, frame, aggregation.bound(), constants, ttlMillis, isOrdered);
    }

    private static void requireConstants(AggregateCall call, int inputFields) {
        for (int i = 1;
                call.functionName().equals("LAG") && i < call.arguments().size();
                i++) {
            if (call.arguments().get(i) < inputFields) {
                throw new NotNativeException("LAG with an offset or a default that is no constant");
            }
        }
    }

    private static RowType withConstants(RowType inputType, List<Literal> constants) {
        List<RowType.RowField> fields = new ArrayList<>(inputType.getFields());
        for (int i = 0; i < constants.size(); i++) {
            fields.add(new RowType.RowField("$constant" + i, constants.get(i).type()));
        }
        return new RowType(fields);
    }

    private static OverFrame frame(OverAggregateNode node, OverAggregateNode.Group group, RowType inputType) {
        if (group.orderBy().size() != 1 || !group.orderBy().get(0).isAscending()) {
            // Flink has a message for it.
            throw new NotNativeException("OVER that is not ordered by one ascending column");
        }
        int timeColumn = group.orderBy().get(0).index();
        LogicalType timeType = inputType.getTypeAt(timeColumn);
        boolean isRowtime = LogicalTypes.isRowtime(timeType);
        if (!isRowtime && !LogicalTypes.isProctime(timeType)) {
            throw new NotNativeException("OVER that is ordered by a column that is no time attribute");
        }
        if (!(group.upper() instanceof OverBound.CurrentRow)) {
            throw new NotNativeException("OVER whose frame does not end with the current row");
        }
        if (group.lower() instanceof OverBound.UnboundedPreceding) {
            return new OverFrame(isRowtime, timeColumn, group.isRows(), OverFrame.UNBOUNDED);
        }
        if (group.lower() instanceof OverBound.Bounded bounded && bounded.isPreceding()) {
            long size = size(node, bounded.offset()) + (group.isRows() ? 1 : 0);
            return new OverFrame(isRowtime, timeColumn, group.isRows(), size);
        }
        throw new NotNativeException("OVER whose frame does not start before the current row");
    }

    private static long size(OverAggregateNode node, PlanExpression offset) {
        PlanExpression value = offset instanceof InputReference reference
                ? node.constants().get(reference.index() - node.originalInputFields())
                : offset;
        if (value instanceof Literal literal && literal.value() instanceof Number number) {
            if (number instanceof java.math.BigDecimal decimal
                    && decimal.stripTrailingZeros().scale() > 0) {
                throw new NotNativeException("OVER with a frame of " + literal.describe());
            }
            return number.longValue();
        }
        throw new NotNativeException("OVER with a frame of " + value.describe());
    }
}
