@NullMarked
package io.weir.server.store;

import org.jspecify.annotations.NullMarked;
