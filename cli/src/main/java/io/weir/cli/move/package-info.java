/** {@code weir move}: hands a running pipeline over to a Flink cluster. */
@NullMarked
package io.weir.cli.move;

import org.jspecify.annotations.NullMarked;
