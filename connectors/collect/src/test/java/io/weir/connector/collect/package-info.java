/** Tests of the collect connector. */
@NullMarked
package io.weir.connector.collect;

import org.jspecify.annotations.NullMarked;
