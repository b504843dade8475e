/** Kernels of the engine and its formats, each by itself, under JMH. */
@NullMarked
package io.weir.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
