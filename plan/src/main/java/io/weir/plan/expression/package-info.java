/** Expressions of a compiled plan: what Calcite calls row expressions, as immutable records. */
@NullMarked
package io.weir.plan.expression;

import org.jspecify.annotations.NullMarked;
