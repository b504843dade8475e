/** Rows that stand in the table's own options: {@link io.weir.connector.inline.InlineSourceFactory}. */
@NullMarked
package io.weir.connector.inline;

import org.jspecify.annotations.NullMarked;
