/** The clickstream that the benchmarks read: every row is a function of its number and a seed. */
@NullMarked
package io.weir.benchmarks.clickstream;

import org.jspecify.annotations.NullMarked;
