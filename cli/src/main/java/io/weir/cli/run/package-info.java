/** Running planned jobs: the choice of the engine, the run itself, and what is shown of it. */
@NullMarked
package io.weir.cli.run;

import org.jspecify.annotations.NullMarked;
