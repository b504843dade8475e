/** Running a slice of a script's input on several engines, and comparing what is left at the end. */
@NullMarked
package io.weir.library.compare;

import org.jspecify.annotations.NullMarked;
