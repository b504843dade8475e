package io.weir.benchmarks.side;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's own consumer, one for each thread, which only counts: what a source can reach at most. It fetches as much at
 * once as Weir's source does, for with its defaults it is slower.
 */
final class ConsumerSide implements Side {
    private static final Duration POLL_LIMIT = Duration.ofSeconds(30);

    private final Task task;

    ConsumerSide(Task task) {
        this.task = task;
    }

    @Override
    public void run() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(task.threads());
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int thread = 0; thread < task.threads(); thread++) {
                int number = thread;
                counts.add(executor.submit(() -> count(number)));
            }
            long records = 0;
            for (Future<Long> count : counts) {
                records += count.get();
            }
            if (records != task.rows()) {
                throw new IllegalStateException("The topic has " + records + " records, not " + task.rows());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private long count(int thread) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.variable("servers"));
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20));
        properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(16 << 20));
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4096");
        properties.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1");
        long records = 0;
        long bytes = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(task.variable("topic"))) {
                if (partition.partition() % task.threads() == thread) {
                    partitions.add(new TopicPartition(partition.topic(), partition.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long total = ends.values().stream().mapToLong(Long::longValue).sum();
            while (records < total) {
                Iterable<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL_LIMIT);
                long before = records;
                for (ConsumerRecord<byte[], byte[]> polledRecord : polled) {
                    records++;
                    bytes += polledRecord.value().length;
                }
                if (records == before) {
                    throw new IllegalStateException("The broker sent nothing for " + POLL_LIMIT.toSeconds() + " s");
                }
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException("The records are empty");
        }
        return records;
    }
}
