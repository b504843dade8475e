/** The operators that turn one stream of changes into another: by key, with one row or a few remembered for each. */
@NullMarked
package io.weir.engine.changelog;

import org.jspecify.annotations.NullMarked;
