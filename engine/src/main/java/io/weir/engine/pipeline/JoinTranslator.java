package io.weir.engine.pipeline;

import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.join.JoinInput;
import io.weir.engine.join.JoinOperator;
import io.weir.engine.operator.Operator;
import io.weir.plan.CompiledPlan;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.JoinNode;
import io.weir.plan.node.JoinSpec;
import io.weir.plan.node.PlanNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes of joins into operators. */
final class JoinTranslator {
    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final ExpressionContext context;

    JoinTranslator(CompiledPlan plan, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.options = options;
        this.context = context;
    }

    /** The operators of a node, empty for a node of another family. */
    Optional<IntFunction<Operator>> operators(PlanNode node) {
        return node instanceof JoinNode join ? Optional.of(join(join)) : Optional.empty();
    }

    private IntFunction<Operator> join(JoinNode node) {
        JoinSpec spec = node.join();
        RowType leftType = inputType(node, 0);
        RowType rightType = inputType(node, 1);
        JoinInput left = input(leftType, spec.leftKeys(), node.leftUpsertKeys(), ttlMillis(node, 0));
        JoinInput right = input(rightType, spec.rightKeys(), node.rightUpsertKeys(), ttlMillis(node, 1));
        RowType joinedType = joinedType(leftType, rightType);
        boolean[] filtersNulls = new boolean[spec.filterNulls().size()];
        for (int i = 0; i < filtersNulls.length; i++) {
            filtersNulls[i] = spec.filterNulls().get(i);
        }
        Optional<Supplier<Expression>> condition = spec.nonEquiCondition()
                .map(expression -> () -> ExpressionCompiler.compile(expression, joinedType, context));
        // What cannot be compiled is found out here.
        Optional<Expression> unused = condition.map(Supplier::get);
        int[] conditionColumns = UsedColumns.of(spec.nonEquiCondition().stream().toList());
        JoinOperator.Rule rule =
                new JoinOperator.Rule(spec.joinType(), joinedType, filtersNulls, condition, conditionColumns);
        return instance -> new JoinOperator(left, right, rule);
    }

    /** Fields are referred to by position; both sides may have fields of the same name. */
    private static RowType joinedType(RowType left, RowType right) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (RowType side : List.of(left, right)) {
            for (LogicalType field : side.getChildren()) {
                fields.add(new RowType.RowField("$" + fields.size(), field));
            }
        }
        return new RowType(fields);
    }

    private RowType inputType(PlanNode node, int input) {
        return plan.node(node.inputs().get(input).nodeId()).outputType();
    }

    private long ttlMillis(PlanNode node, int input) {
        return node.info().states().size() > input
                ? node.info().states().get(input).ttlMillis()
                : options.stateTtlMillis(node);
    }

    /** As in Flink, a unique key within the join's is the best, and otherwise the shortest. */
    private static JoinInput input(RowType type, List<Integer> keys, List<List<Integer>> uniqueKeys, long ttlMillis) {
        int[] joinKeys = FieldIndexes.toArray(keys);
        if (uniqueKeys.isEmpty()) {
            return new JoinInput(type, joinKeys, new int[0], false, ttlMillis);
        }
        if (uniqueKeys.stream().anyMatch(keys::containsAll)) {
            return new JoinInput(type, joinKeys, new int[0], true, ttlMillis);
        }
        List<Integer> shortest =
                uniqueKeys.stream().min(Comparator.comparing(List::size)).orElseThrow();
        return new JoinInput(type, joinKeys, FieldIndexes.toArray(shortest), true, ttlMillis);
    }
}
