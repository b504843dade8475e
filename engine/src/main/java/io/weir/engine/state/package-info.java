/** Hash tables from keys to slots, on primitives. */
@NullMarked
package io.weir.engine.state;

import org.jspecify.annotations.NullMarked;
