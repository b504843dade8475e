/** Small files that outlive the server. */
@NullMarked
package io.weir.server.store;

import org.jspecify.annotations.NullMarked;
