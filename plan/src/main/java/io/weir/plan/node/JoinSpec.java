package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.List;
import java.util.Optional;

/**
 * The condition of a join.
 *
 * @param leftKeys positions in the left row, pairwise equal to
 * @param rightKeys positions in the right row
 * @param filterNulls per key whether rows with a null there match nothing
 * @param nonEquiCondition what else must hold, over the left fields followed by the right ones
 */
public record JoinSpec(
        JoinType joinType,
        List<Integer> leftKeys,
        List<Integer> rightKeys,
        List<Boolean> filterNulls,
        Optional<PlanExpression> nonEquiCondition) {
    public JoinSpec {
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        filterNulls = List.copyOf(filterNulls);
    }
}
