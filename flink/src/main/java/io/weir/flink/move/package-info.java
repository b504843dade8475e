/** Hands a plan that ran elsewhere over to Flink: which plans that goes with, and what the plan becomes. */
@NullMarked
package io.weir.flink.move;

import org.jspecify.annotations.NullMarked;
