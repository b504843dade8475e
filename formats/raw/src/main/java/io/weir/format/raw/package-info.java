/**
 * The {@code raw} format: a record is the one value of the one column, without anything around it. It does what Flink's
 * format of that name does.
 */
@NullMarked
package io.weir.format.raw;

import org.jspecify.annotations.NullMarked;
