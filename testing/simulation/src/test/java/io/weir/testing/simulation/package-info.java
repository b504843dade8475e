@NullMarked
package io.weir.testing.simulation;

import org.jspecify.annotations.NullMarked;
