@NullMarked
package io.weir.server.view;

import org.jspecify.annotations.NullMarked;
