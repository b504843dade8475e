/** Running planned jobs: the choice of the engine, and the run itself. */
@NullMarked
package io.weir.library.run;

import org.jspecify.annotations.NullMarked;
