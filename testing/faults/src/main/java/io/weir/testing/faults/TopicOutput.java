package io.weir.testing.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of a topic, read by Kafka's own client; what was read once is kept. */
final class TopicOutput implements Output {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String topic;
    private final Parser parser;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    TopicOutput(Servers servers, String topic, Parser parser) {
        this.topic = topic;
        this.parser = parser;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers.broker().bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        for (int partition = 0; partition < Scenario.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        consumer.assign(partitions);
    }

    @Override
    public String name() {
        return "topic " + topic;
    }

    @Override
    public List<Row> rows() {
        long begin = System.nanoTime();
        // The end that a reader of committed records is told lies before the first open transaction.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                byte[] value = message.value();
                if (value == null) {
                    throw new IllegalStateException("a record without a value in " + topic + ": " + message);
                }
                rows.add(parser.parse(new String(value, StandardCharsets.UTF_8)));
            }
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException(
                        "the records of " + topic + " cannot be read to their ends " + ends + " within 60 s");
            }
        }
        return rows;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
