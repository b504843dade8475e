/** The command as a person uses it: arguments in, text and exit status out. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
