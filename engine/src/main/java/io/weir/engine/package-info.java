/**
 * The engine: columnar, in one process. Read {@link io.weir.engine.operator.Operator} for the protocol, then
 * {@code io.weir.engine.runtime} for how it is driven.
 */
@NullMarked
package io.weir.engine;

import org.jspecify.annotations.NullMarked;
