/** The Flink door: sources and sinks of Flink's connectors, run by the engine row by row. */
@NullMarked
package io.weir.connector.flink;

import org.jspecify.annotations.NullMarked;
