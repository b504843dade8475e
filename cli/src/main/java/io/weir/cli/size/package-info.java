/** {@code weir size}: what a pipeline costs on this machine, and what it would need for a target rate. */
@NullMarked
package io.weir.cli.size;

import org.jspecify.annotations.NullMarked;
