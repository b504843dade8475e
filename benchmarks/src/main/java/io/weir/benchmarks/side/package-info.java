/** The sides of a comparison: each answers the same query in its own way, in a JVM of its own. */
@NullMarked
package io.weir.benchmarks.side;

import org.jspecify.annotations.NullMarked;
