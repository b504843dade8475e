/**
 * Kafka tables on Flink that begin with a replay: rows that another engine has read already, of windows that it has not
 * finished.
 */
@NullMarked
package io.weir.flink.replay;

import org.jspecify.annotations.NullMarked;
