/** Commands on a Flink cluster: what runs there, and how it is stopped. */
@NullMarked
package io.weir.cli.cluster;

import org.jspecify.annotations.NullMarked;
