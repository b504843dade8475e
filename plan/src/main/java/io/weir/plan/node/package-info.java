/**
 * The nodes of a compiled plan: one record per node type of Flink's stream planner. Start at
 * {@link io.weir.plan.node.PlanNode}.
 */
@NullMarked
package io.weir.plan.node;

import org.jspecify.annotations.NullMarked;
