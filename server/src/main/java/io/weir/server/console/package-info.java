/** The pages of the console: files on the class path, handed out with the headers that keep a browser safe. */
@NullMarked
package io.weir.server.console;

import org.jspecify.annotations.NullMarked;
