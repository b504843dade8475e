/** From topic to topic in transactions: Weir, Flink and Kafka Streams on one broker. */
@NullMarked
package io.weir.benchmarks.exactlyonce;

import org.jspecify.annotations.NullMarked;
