@NullMarked
package io.weir.server.pipeline;

import org.jspecify.annotations.NullMarked;
