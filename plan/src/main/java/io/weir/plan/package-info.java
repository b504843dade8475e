/**
 * Reads Flink's compiled plans into immutable records.
 *
 * <p>Start at {@link io.weir.plan.CompiledPlanReader}; what it gives is a {@link io.weir.plan.CompiledPlan}. This is
 * also the home of {@link io.weir.plan.WeirException}, the one family of exceptions, because every other module stands
 * above this one.
 */
@NullMarked
package io.weir.plan;

import org.jspecify.annotations.NullMarked;
