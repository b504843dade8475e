package io.weir.testing.sql;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What stands in topics, as whoever reads only what is committed sees it; and how tests write there. */
final class TopicRows {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicRows() {}

    /** All committed values of a topic, in no order. */
    static List<String> values(EmbeddedKafka kafka, String topic) {
        return records(kafka, topic).stream().map(ConsumerRecord::value).toList();
    }

    /** The newest value of each key of a topic; keys that were deleted are absent. */
    static Collection<String> newest(EmbeddedKafka kafka, String topic) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (ConsumerRecord<String, @Nullable String> row : records(kafka, topic)) {
            String value = row.value();
            if (value == null) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), value);
            }
        }
        return rows.values();
    }

    private static List<ConsumerRecord<String, @Nullable String>> records(EmbeddedKafka kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        List<ConsumerRecord<String, @Nullable String>> records = new ArrayList<>();
        try (Consumer<String, @Nullable String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (!ends.isEmpty()) {
                consumer.poll(POLL).forEach(records::add);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        return records;
    }

    /** Writes values to a topic, spread over its partitions. */
    static void write(EmbeddedKafka kafka, String topic, List<byte[]> values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "20");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic).size();
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % partitions, null, values.get(i))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    /** Each JSON object as a sorted text of its fields, times with three digits behind the second. */
    static List<String> normal(Collection<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> row.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(field -> field.getKey() + "=" + time(field.getValue()))
                        .collect(Collectors.joining(", ")))
                .sorted()
                .toList();
    }

    private static String time(String value) {
        if (!value.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z?")) {
            return value;
        }
        String fraction = value.length() > 19 ? value.substring(19).replaceAll("[.Z]", "") : "";
        return value.substring(0, 19) + "." + (fraction + "000").substring(0, 3) + (value.endsWith("Z") ? "Z" : "");
    }
}
