/** Plans whose ends are replaced: by slices of their sources, and by sinks that hand the rows to us. */
@NullMarked
package io.weir.flink.slice;

import org.jspecify.annotations.NullMarked;
