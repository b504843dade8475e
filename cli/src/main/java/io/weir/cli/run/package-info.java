/** Running the statements of a script for a person or a pipe: what is shown of a run. */
@NullMarked
package io.weir.cli.run;

import org.jspecify.annotations.NullMarked;
