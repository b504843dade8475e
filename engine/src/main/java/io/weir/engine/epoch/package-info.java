/**
 * Epochs: the cuts of a stream at which its state is saved, and what is saved of each. This package knows manifests,
 * storage and the coordinator; how barriers travel is the runtime's.
 */
@NullMarked
package io.weir.engine.epoch;

import org.jspecify.annotations.NullMarked;
