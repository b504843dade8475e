@NullMarked
package io.weir.library.compare;

import org.jspecify.annotations.NullMarked;
