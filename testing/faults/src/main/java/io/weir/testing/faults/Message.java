package io.weir.testing.faults;

/**
 * A record of an input topic.
 *
 * @param topic where it is written
 * @param partition the partition of the topic
 * @param value a JSON object
 */
record Message(String topic, int partition, String value) {}
