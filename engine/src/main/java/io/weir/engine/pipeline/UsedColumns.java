package io.weir.engine.pipeline;

import io.weir.plan.CompiledPlan;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.expression.SearchArgument;
import io.weir.plan.expression.SymbolLiteral;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.WatermarkAssignerNode;
import io.weir.plan.node.Windowing;
import java.util.BitSet;
import java.util.List;

/** Which columns somebody reads, so that the others need not be decoded. */
final class UsedColumns {
    private UsedColumns() {}

    /** The columns that the expressions refer to, ascending. */
    static int[] of(List<PlanExpression> expressions) {
        BitSet used = new BitSet();
        boolean all = false;
        for (PlanExpression expression : expressions) {
            all |= !collect(expression, used);
        }
        if (all) {
            throw new io.weir.plan.NotNativeException("expression in " + expressions);
        }
        return used.stream().toArray();
    }

    /** The columns of a node's result that its consumers read. */
    static BitSet ofConsumers(CompiledPlan plan, PlanNode node) {
        BitSet used = new BitSet();
        for (PlanNode consumer : plan.consumersOf(node.id())) {
            if (!collect(plan, consumer, used)) {
                used.set(0, node.outputType().getFieldCount());
            }
        }
        return used;
    }

    /** Adds what a consumer reads; false if that is not known, and so may be everything. */
    private static boolean collect(CompiledPlan plan, PlanNode consumer, BitSet used) {
        if (consumer instanceof CalcNode calc) {
            boolean known = true;
            for (PlanExpression expression : calc.projection()) {
                known &= collect(expression, used);
            }
            return known
                    & calc.condition()
                            .map(condition -> collect(condition, used))
                            .orElse(true);
        }
        if (consumer instanceof WatermarkAssignerNode assigner) {
            used.or(ofConsumers(plan, assigner));
            used.set(assigner.rowtimeIndex());
            return collect(assigner.watermark(), used);
        }
        if (consumer instanceof LocalWindowAggregateNode local
                && local.windowing() instanceof Windowing.TimeAttribute attribute
                && attribute.timeIndex() >= 0) {
            used.set(attribute.timeIndex());
            local.grouping().forEach(used::set);
            for (AggregateCall call : local.aggregateCalls()) {
                call.arguments().forEach(used::set);
                call.filter().ifPresent(used::set);
            }
            return true;
        }
        return false;
    }

    /** Adds the columns of an expression; false for one of an unknown form. */
    static boolean collect(PlanExpression expression, BitSet used) {
        if (expression instanceof InputReference reference) {
            used.set(reference.index());
            return true;
        }
        if (expression instanceof FunctionCall call) {
            boolean known = true;
            for (PlanExpression operand : call.operands()) {
                known &= collect(operand, used);
            }
            return known;
        }
        if (expression instanceof FieldAccess access) {
            return collect(access.expression(), used);
        }
        return expression instanceof Literal
                || expression instanceof SearchArgument
                || expression instanceof SymbolLiteral;
    }
}
