package io.weir.benchmarks.exactlyonce;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed of a topic of results, as it becomes visible. */
final class ResultReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long CHECK_NANOS = 1_000_000_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, String> answer = new TreeMap<>();

    /** Takes a result and the time at which it was seen. */
    @FunctionalInterface
    interface Taker {
        void take(String json, long seenMillis);
    }

    ResultReader(String servers, String topic, int partitions) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Takes what has become visible since the last call. */
    void poll(Taker taker) {
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
            String json = new String(polled.value(), StandardCharsets.UTF_8);
            if (!ClickRows.END_PAGE.equals(ClickRows.text(json, "page"))) {
                taker.take(json, System.currentTimeMillis());
            }
        }
    }

    /** Waits until all of the answer is there, and compares it. */
    void await(Map<String, String> expected, long limitNanos, BooleanSupplier isRunning) {
        long start = System.nanoTime();
        long checked = start;
        while (answer.size() < expected.size()) {
            poll((json, seen) -> {
                if (!ClickRows.addResult(json, answer)) {
                    throw new IllegalStateException("A window was given out twice: " + json);
                }
            });
            boolean isCheckDue = System.nanoTime() - checked > CHECK_NANOS;
            checked = isCheckDue ? System.nanoTime() : checked;
            if (isCheckDue && !isRunning.getAsBoolean()) {
                throw new IllegalStateException("The pipeline has ended or begun again after " + answer.size() + " of "
                        + expected.size() + " results");
            }
            if (System.nanoTime() - start > limitNanos) {
                throw new IllegalStateException("Only " + answer.size() + " of " + expected.size()
                        + " results were there after " + limitNanos / 1_000_000_000 + " s");
            }
        }
        if (!answer.equals(expected)) {
            expected.forEach((key, value) -> {
                if (!value.equals(answer.get(key))) {
                    throw new IllegalStateException(key + ": " + answer.get(key) + " instead of " + value);
                }
            });
            throw new IllegalStateException("There are other windows than there should be");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
