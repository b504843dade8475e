/**
 * Exactly-once under simulation: the engine as it is shipped, on one thread, in a world of faults that a seed decides.
 */
@NullMarked
package io.weir.testing.simulation;

import org.jspecify.annotations.NullMarked;
