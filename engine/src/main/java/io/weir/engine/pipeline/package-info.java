/** From a compiled plan to a running job: which node becomes which operator, and which cannot. */
@NullMarked
package io.weir.engine.pipeline;

import org.jspecify.annotations.NullMarked;
