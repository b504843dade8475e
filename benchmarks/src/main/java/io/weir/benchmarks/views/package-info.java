/** What reading views costs. */
@NullMarked
package io.weir.benchmarks.views;

import org.jspecify.annotations.NullMarked;
