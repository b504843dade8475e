/** Fragments, workers and queues: how the operators of a plan are run. */
@NullMarked
package io.weir.engine.runtime;

import org.jspecify.annotations.NullMarked;
