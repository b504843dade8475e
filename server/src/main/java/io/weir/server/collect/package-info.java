/** Events that arrive by HTTP: checked against their table, and safe before they are answered. */
@NullMarked
package io.weir.server.collect;

import org.jspecify.annotations.NullMarked;
