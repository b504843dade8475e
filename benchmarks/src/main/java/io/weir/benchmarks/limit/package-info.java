/** The limit: the benchmark's queries as hand-written columnar loops, to know what the machine can do. */
@NullMarked
package io.weir.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
