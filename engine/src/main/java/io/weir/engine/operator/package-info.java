/** Operators: what each node of a plan does to batches and watermarks. */
@NullMarked
package io.weir.engine.operator;

import org.jspecify.annotations.NullMarked;
