/**
 * The comparison {@code functions}: each family of functions, evaluated by Weir and by the code that Flink generates.
 */
@NullMarked
package io.weir.benchmarks.functions;

import org.jspecify.annotations.NullMarked;
