/** The command line: reads what the user asked for and hands it to the front end and a runtime. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
