/** Functions of the user's: found by class, called with the objects that their methods want. */
@NullMarked
package io.weir.engine.function;

import org.jspecify.annotations.NullMarked;
