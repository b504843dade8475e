/** Tests of the collector. */
@NullMarked
package io.weir.server.collect;

import org.jspecify.annotations.NullMarked;
