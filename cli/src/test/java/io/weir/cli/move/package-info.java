@NullMarked
package io.weir.cli.move;

import org.jspecify.annotations.NullMarked;
