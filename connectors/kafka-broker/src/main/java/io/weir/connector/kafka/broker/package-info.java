/**
 * A real Kafka broker on this machine, for the demo, the benchmarks and the tests.
 *
 * <p>{@link io.weir.connector.kafka.broker.EmbeddedKafka} starts it in a process of its own;
 * {@link io.weir.connector.kafka.broker.BrokerMain} is what runs there.
 */
@NullMarked
package io.weir.connector.kafka.broker;

import org.jspecify.annotations.NullMarked;
