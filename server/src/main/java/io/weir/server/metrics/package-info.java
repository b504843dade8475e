/** The catalogue of metrics, and what gives their values. */
@NullMarked
package io.weir.server.metrics;

import org.jspecify.annotations.NullMarked;
