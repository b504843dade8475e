/** Clocks and watermarks. */
@NullMarked
package io.weir.engine.time;

import org.jspecify.annotations.NullMarked;
