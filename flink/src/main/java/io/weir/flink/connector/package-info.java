/** Connectors that exist only so that Flink knows them too: where a SELECT's rows go, and standard input. */
@NullMarked
package io.weir.flink.connector;

import org.jspecify.annotations.NullMarked;
