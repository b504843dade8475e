/**
 * Tables in Kafka topics, by Flink's option names: {@link io.weir.connector.kafka.KafkaSourceFactory} reads,
 * {@link io.weir.connector.kafka.KafkaSinkFactory} writes.
 */
@NullMarked
package io.weir.connector.kafka;

import org.jspecify.annotations.NullMarked;
