/** Reports of comparisons, for people and for programs. */
@NullMarked
package io.weir.cli.compare;

import org.jspecify.annotations.NullMarked;
