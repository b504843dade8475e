/** Windows: which of them a row belongs to, and the operators that aggregate by window. */
@NullMarked
package io.weir.engine.window;

import org.jspecify.annotations.NullMarked;
