/** The pipelines that a server runs: one for each file, kept running, changed when their files change. */
@NullMarked
package io.weir.server.pipeline;

import org.jspecify.annotations.NullMarked;
