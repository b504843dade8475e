@NullMarked
package io.weir.server.http;

import org.jspecify.annotations.NullMarked;
