/** How SQL's logical types are laid out in columns. */
@NullMarked
package io.weir.engine.type;

import org.jspecify.annotations.NullMarked;
