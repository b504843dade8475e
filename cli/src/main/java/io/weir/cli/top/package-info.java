/** What a server tells of itself, in a terminal. */
@NullMarked
package io.weir.cli.top;

import org.jspecify.annotations.NullMarked;
