/** Aggregate functions: accumulators in primitive arrays, indexed by the slot of a group. */
@NullMarked
package io.weir.engine.aggregate;

import org.jspecify.annotations.NullMarked;
