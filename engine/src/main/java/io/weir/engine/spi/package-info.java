/** The native door: what a connector or a format implements to feed the engine with batches, or to take them. */
@NullMarked
package io.weir.engine.spi;

import org.jspecify.annotations.NullMarked;
