/** Joins of two inputs that both change. */
@NullMarked
package io.weir.engine.join;

import org.jspecify.annotations.NullMarked;
