package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.KAFKA;
import static io.weir.connector.kafka.KafkaFixture.STRING;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static io.weir.connector.kafka.KafkaFixture.poll;
import static io.weir.connector.kafka.KafkaFixture.producer;
import static io.weir.connector.kafka.KafkaFixture.read;
import static io.weir.connector.kafka.KafkaFixture.record;
import static io.weir.connector.kafka.KafkaFixture.request;
import static io.weir.connector.kafka.KafkaFixture.send;
import static io.weir.connector.kafka.KafkaFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.spi.SplitProgress;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reading begins and ends, and which partitions are read. */
class KafkaSourceTest {
    private static final SourceRequest.Field ID = field("id", BIGINT);
    private static final SourceRequest.Field NAME = field("name", STRING);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void readsEachPartitionInItsOrder(int parallelism) {
        String topic = newTopic(3);
        send(topic, 0, "id=1,name=a", "id=2,name=b", "id=3,name=c");
        send(topic, 2, "name=d,id=4");

        assertThat(read(request(options(topic), parallelism, ID, NAME)))
                .isEqualTo(Map.of(0, List.of("1,a", "2,b", "3,c"), 2, List.of("4,d")));
    }

    @Test
    void endsAtOnceWhereNothingIs() {
        assertThat(read(request(options(newTopic(2)), 2, ID))).isEmpty();
    }

    @Test
    void fillsBatchesOfTheSizeAskedFor() {
        String topic = newTopic(1);
        send(topic, 0, "id=1", "id=2", "id=3", "id=4;id=5");
        Map<Integer, List<String>> rows = new HashMap<>();
        List<Integer> sizes = new ArrayList<>();
        try (Source source = source(request(options(topic), 1, 2, Long.MAX_VALUE, ID));
                SourceReader reader = source.createReader(0)) {
            int before = 0;
            while (!reader.isFinished()) {
                poll(reader, rows);
                int now = rows.values().stream().mapToInt(List::size).sum();
                if (now > before) {
                    sizes.add(now - before);
                }
                before = now;
            }
            assertThat(reader.progress().bytes()).isEqualTo(4 + 4 + 4 + 9);
        }
        assertThat(rows).isEqualTo(Map.of(0, List.of("1", "2", "3", "4", "5")));
        assertThat(sizes).isEqualTo(List.of(2, 3));
    }

    @Test
    void tellsHowFarItIsInEachPartition() {
        String topic = newTopic(2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            records.add(new ProducerRecord<>(topic, 1, 1_000L + i, null, "id=1".getBytes(StandardCharsets.UTF_8)));
        }
        send(Map.of(), records);
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = source(request(options(topic), 1, 1, Long.MAX_VALUE, ID));
                SourceReader reader = source.createReader(0)) {
            while (rows.isEmpty()) {
                poll(reader, rows);
            }

            assertThat(reader.recordMillis()).isEqualTo(1_000);
            assertThat(reader.splitProgress())
                    .filteredOn(split -> split.split().endsWith("-1"))
                    .containsExactly(new SplitProgress(topic + "-1", 1, 1_000, 1_000, 4));
        }
    }

    @Test
    void readsNoColumnsButCountsRows() {
        String topic = newTopic(1);
        send(topic, 0, "id=1", "id=2");
        assertThat(read(request(options(topic), 1))).isEqualTo(Map.of(0, List.of("", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "lz4", "snappy", "zstd"})
    void readsManyRecordsOfEveryCompression(String compression) {
        String topic = newTopic(1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            String name = "visitor-" + i + "-" + "x".repeat(i % 97);
            records.add(record(topic, 0, "id=" + i + ",name=" + name));
            expected.add(i + "," + name);
        }
        send(Map.of("compression.type", compression, "linger.ms", 5), records);
        assertThat(read(request(options(topic), 1, ID, NAME)).get(0)).isEqualTo(expected);
    }

    @Test
    void readsBetweenGivenOffsets() {
        String topic = newTopic(2);
        send(topic, 0, "id=0", "id=1", "id=2", "id=3", "id=4");
        send(topic, 1, "id=10", "id=11");
        Map<String, String> options = options(
                topic,
                "scan.startup.mode",
                "specific-offsets",
                "scan.startup.specific-offsets",
                "partition:0,offset:1;partition:1,offset:1",
                "scan.bounded.mode",
                "specific-offsets",
                "scan.bounded.specific-offsets",
                "partition:0,offset:3");
        assertThat(read(request(options, 1, ID))).isEqualTo(Map.of(0, List.of("1", "2")));
    }

    @Test
    void readsBetweenTimestamps() {
        String topic = newTopic(2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(record(topic, i % 2, 1000L * i, null, "id=" + i));
        }
        send(Map.of(), records);
        Map<String, String> options = options(
                topic,
                "scan.startup.mode",
                "timestamp",
                "scan.startup.timestamp-millis",
                "1001",
                "scan.bounded.mode",
                "timestamp",
                "scan.bounded.timestamp-millis",
                "4000");
        assertThat(read(request(options, 2, ID))).isEqualTo(Map.of(0, List.of("2"), 1, List.of("3")));
    }

    @Test
    void readsBetweenTheOffsetsOfAGroup() throws Exception {
        String topic = newTopic(2);
        send(topic, 0, "id=0", "id=1", "id=2");
        send(topic, 1, "id=10");
        commit("readers-" + topic, topic, 0, 1);
        Map<String, String> toEnd =
                options(topic, "scan.startup.mode", "group-offsets", "properties.group.id", "readers-" + topic);
        assertThatThrownBy(() -> source(request(toEnd, 1, ID)))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining("group 'readers-" + topic + "' has no committed offset for " + topic + "-1")
                .hasMessageContaining("'properties.auto.offset.reset'");
        toEnd.put("properties.auto.offset.reset", "earliest");
        assertThat(read(request(toEnd, 1, ID))).isEqualTo(Map.of(0, List.of("1", "2"), 1, List.of("10")));

        commit("readers-" + topic, topic, 1, 0);
        Map<String, String> toGroup =
                options(topic, "scan.bounded.mode", "group-offsets", "properties.group.id", "readers-" + topic);
        assertThat(read(request(toGroup, 1, ID))).isEqualTo(Map.of(0, List.of("0")));
    }

    private static void commit(String group, String topic, int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsBehindTheMarksOfTransactions() throws Exception {
        String topic = newTopic(1);
        Map<String, Object> settings = Map.of("transactional.id", "tx-" + topic, "linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(topic, 0, "id=1")).get(60, TimeUnit.SECONDS);
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(record(topic, 0, "id=2")).get(60, TimeUnit.SECONDS);
            producer.abortTransaction();
        }
        // Offsets: 0 the record, 1 its commit, 2 the aborted record, 3 its abort.
        assertThat(read(request(options(topic), 1, ID))).isEqualTo(Map.of(0, List.of("1", "2")));
        assertThat(read(request(options(topic, "properties.isolation.level", "read_committed"), 1, ID)))
                .isEqualTo(Map.of(0, List.of("1")));
    }

    @Test
    void startsBehindWhatIsThereAndGoesOn() {
        String topic = newTopic(1);
        send(topic, 0, "id=1");
        Map<String, String> options = options(topic, "scan.startup.mode", "latest-offset");
        options.remove("scan.bounded.mode");
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = source(request(options, 1, ID));
                SourceReader reader = source.createReader(0)) {
            assertThat(source.isBounded()).isFalse();
            send(topic, 0, "id=2");
            pollUntil(reader, rows, 1);
            send(topic, 0, "id=3");
            pollUntil(reader, rows, 2);
            assertThat(reader.isFinished()).isFalse();
        }
        assertThat(rows).isEqualTo(Map.of(0, List.of("2", "3")));
    }

    @Test
    void readsPartitionsThatAreAddedWhileItRuns() throws Exception {
        String topic = newTopic(1);
        send(topic, 0, "id=1");
        Map<String, String> options = options(topic, "scan.topic-partition-discovery.interval", "100 ms");
        options.remove("scan.bounded.mode");
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = source(request(options, 2, ID));
                SourceReader first = source.createReader(0);
                SourceReader second = source.createReader(1)) {
            pollUntil(first, rows, 1);
            assertThat(second.splits()).isEmpty();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                        .all()
                        .get(60, TimeUnit.SECONDS);
            }
            send(topic, 1, "id=2");
            pollUntil(second, rows, 2);
            assertThat(second.splits()).containsExactly(1);
            assertThat(source.splitCount()).isEqualTo(2);
        }
        assertThat(rows).isEqualTo(Map.of(0, List.of("1"), 1, List.of("2")));
    }

    private static void pollUntil(SourceReader reader, Map<Integer, List<String>> rows, int count) {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (rows.values().stream().mapToInt(List::size).sum() < count) {
            assertThat(System.nanoTime()).as("only %s came", rows).isLessThan(endNanos);
            poll(reader, rows);
        }
    }

    @Test
    void readsSeveralTopics() {
        String first = newTopic(1);
        String second = newTopic(2);
        send(first, 0, "id=1");
        send(second, 1, "id=2");
        assertThat(read(request(options(second + ";" + first), 1, ID)))
                .isEqualTo(Map.of(1, List.of("2"), 2, List.of("1")));

        Map<String, String> byPattern = options("", "topic-pattern", "(" + first + "|" + second + ")");
        byPattern.remove("topic");
        assertThat(read(request(byPattern, 1, ID)).values()).containsExactlyInAnyOrder(List.of("1"), List.of("2"));
    }

    @Test
    void stopsAfterTheRowsThatAreWanted() {
        String topic = newTopic(1);
        send(topic, 0, "id=1", "id=2", "id=3", "id=4");
        Map<String, String> options = options(topic);
        options.remove("scan.bounded.mode");
        assertThat(read(request(options, 1, 2, 2, ID))).isEqualTo(Map.of(0, List.of("1", "2")));
    }
}
