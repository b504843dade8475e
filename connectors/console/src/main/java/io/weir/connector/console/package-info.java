/** The connectors of a terminal: {@code stdin}, {@code print}, {@code blackhole}, and where the rows of a SELECT go. */
@NullMarked
package io.weir.connector.console;

import org.jspecify.annotations.NullMarked;
