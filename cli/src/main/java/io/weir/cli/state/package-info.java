/** The commands on the epochs of a pipeline: {@code weir state} and {@code weir savepoint}. */
@NullMarked
package io.weir.cli.state;

import org.jspecify.annotations.NullMarked;
