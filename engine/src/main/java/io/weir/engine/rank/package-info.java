/** The best rows of each key: Top-N that is kept up to date. */
@NullMarked
package io.weir.engine.rank;

import org.jspecify.annotations.NullMarked;
