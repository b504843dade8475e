@NullMarked
package io.weir.library;

import org.jspecify.annotations.NullMarked;
