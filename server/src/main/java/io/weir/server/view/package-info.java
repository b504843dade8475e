/** Views over HTTP: their rows, and their changes as server-sent events. */
@NullMarked
package io.weir.server.view;

import org.jspecify.annotations.NullMarked;
