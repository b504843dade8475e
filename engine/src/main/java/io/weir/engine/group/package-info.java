/** The operators of GROUP BY without windows: groups that are updated with their rows. */
@NullMarked
package io.weir.engine.group;

import org.jspecify.annotations.NullMarked;
