/**
 * The front end: Flink's own parser and planner turn SQL scripts into compiled plans, and local Flink is the second
 * runtime.
 *
 * <p>Start at {@link io.weir.flink.ScriptPlanner}. Everything that a finished plan needs
 * ({@link io.weir.flink.PlannedScript}, {@link io.weir.flink.PlanCache}) loads no class of Flink's planner, so that a
 * second start is quick.
 */
@NullMarked
package io.weir.flink;

import org.jspecify.annotations.NullMarked;
