/** Whole comparisons, side by side: the same query on Weir, on its peers and as a hand-written loop. */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
