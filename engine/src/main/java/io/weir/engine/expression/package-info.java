/** Vectorised expressions: each evaluates a whole batch into a column, with SQL's three-valued logic. */
@NullMarked
package io.weir.engine.expression;

import org.jspecify.annotations.NullMarked;
