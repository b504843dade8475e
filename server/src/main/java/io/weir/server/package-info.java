/** Pipelines that are served: over HTTP, with views, metrics, alerts and a console. */
@NullMarked
package io.weir.server;

import org.jspecify.annotations.NullMarked;
