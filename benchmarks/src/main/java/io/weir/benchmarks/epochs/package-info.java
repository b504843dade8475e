/** What epochs cost, and how fast a run goes on from one. */
@NullMarked
package io.weir.benchmarks.epochs;

import org.jspecify.annotations.NullMarked;
