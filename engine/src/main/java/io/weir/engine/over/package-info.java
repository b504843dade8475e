/** Aggregates over the rows before each row: running totals, moving averages. */
@NullMarked
package io.weir.engine.over;

import org.jspecify.annotations.NullMarked;
