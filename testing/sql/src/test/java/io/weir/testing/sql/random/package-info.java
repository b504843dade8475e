@NullMarked
package io.weir.testing.sql.random;

import org.jspecify.annotations.NullMarked;
