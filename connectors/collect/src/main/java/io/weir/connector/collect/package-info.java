/** Rows that arrive from outside, one by one, and are safe once they are accepted. */
@NullMarked
package io.weir.connector.collect;

import org.jspecify.annotations.NullMarked;
