package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.KAFKA;
import static io.weir.connector.kafka.KafkaFixture.STRING;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static io.weir.connector.kafka.KafkaFixture.poll;
import static io.weir.connector.kafka.KafkaFixture.request;
import static io.weir.connector.kafka.KafkaFixture.send;
import static io.weir.connector.kafka.KafkaFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where a source goes on after it was stopped. */
class KafkaPositionsTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static SourceRequest scan(Map<String, String> options, int parallelism, int batchRows) {
        return request(options, parallelism, batchRows, Long.MAX_VALUE, field("name", STRING));
    }

    /** The options of a stream that does not end. */
    private static Map<String, String> unbounded(String topic, String... more) {
        Map<String, String> options = options(topic, more);
        options.remove("scan.bounded.mode");
        return options;
    }

    private static void until(BooleanSupplier done) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not happen").isLessThan(end);
        }
    }

    /** Reads until so many rows have come; gives the positions then. */
    private static Map<String, byte[]> readSome(
            SourceRequest request, Map<String, byte[]> from, int count, List<String> to) {
        Map<String, byte[]> positions = new HashMap<>();
        try (Source source = source(request)) {
            source.restore(from);
            List<SourceReader> readers = new ArrayList<>();
            for (int i = 0; i < request.parallelism(); i++) {
                readers.add(source.createReader(i));
            }
            Map<Integer, List<String>> rows = new HashMap<>();
            until(() -> {
                for (SourceReader reader : readers) {
                    if (rows.values().stream().mapToInt(List::size).sum() < count) {
                        poll(reader, rows);
                    }
                }
                return rows.values().stream().mapToInt(List::size).sum() >= count
                        || readers.stream().allMatch(SourceReader::isFinished);
            });
            rows.values().forEach(to::addAll);
            for (SourceReader reader : readers) {
                positions.putAll(reader.positions());
                for (int split : reader.splits()) {
                    assertThat(reader.positions()).containsKey(source.splitName(split));
                }
                reader.close();
            }
        }
        return positions;
    }

    private static long offset(Map<String, byte[]> positions, String split) {
        return ByteBuffer.wrap(positions.get(split)).getLong();
    }

    @Test
    void goesOnBehindWhatWasGivenOutAtAnyParallelism() {
        String topic = newTopic(3);
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            String[] values = new String[40];
            for (int i = 0; i < values.length; i++) {
                values[i] = "name=" + partition + "/" + i;
                expected.add(partition + "/" + i);
            }
            send(topic, partition, values);
        }

        List<String> rows = new ArrayList<>();
        Map<String, byte[]> positions = Map.of();
        // Batches of seven rows: each stop is in the middle of what a poll has brought.
        for (int parallelism : new int[] {1, 2, 3, 1}) {
            positions = readSome(scan(unbounded(topic), parallelism, 7), positions, 21, rows);
            assertThat(positions).hasSize(3);
        }
        readSome(scan(unbounded(topic), 2, 1000), positions, 120 - rows.size(), rows);

        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aBoundedScanKeepsItsEnd() {
        String topic = newTopic(2);
        send(topic, 0, "name=a", "name=b", "name=c");
        send(topic, 1, "name=d");
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> positions = readSome(scan(options(topic), 1, 1), Map.of(), 2, rows);
        send(topic, 0, "name=later");
        send(topic, 1, "name=later");

        positions = readSome(scan(options(topic), 1, 1), positions, 100, rows);
        assertThat(rows).containsExactlyInAnyOrder("a", "b", "c", "d");

        // It had ended: there is nothing left to read.
        readSome(scan(options(topic), 2, 1), positions, 100, rows);
        assertThat(rows).hasSize(4);
    }

    @Test
    void standsBehindTheMarksOfTransactions() {
        String topic = newTopic(1);
        try (KafkaProducer<byte[], byte[]> producer =
                KafkaFixture.producer(Map.of("transactional.id", "marks-" + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(KafkaFixture.record(topic, 0, "name=a"))).isNotNull();
            producer.commitTransaction();
        }
        try (Source source = source(scan(unbounded(topic), 1, 10));
                SourceReader reader = source.createReader(0)) {
            assertThat(offset(reader.positions(), topic + "-0")).isLessThanOrEqualTo(0);
            Map<Integer, List<String>> rows = new HashMap<>();

            until(() -> {
                poll(reader, rows);
                return offset(reader.positions(), topic + "-0") == 2;
            });

            assertThat(rows).isEqualTo(Map.of(0, List.of("a")));
        }
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsFirstRecord() throws Exception {
        String topic = newTopic(1);
        send(topic, 0, "name=a");
        Map<String, String> options = unbounded(topic, "scan.startup.mode", "latest-offset");
        Map<String, byte[]> positions;
        try (Source source = source(scan(options, 1, 10));
                SourceReader reader = source.createReader(0)) {
            positions = reader.positions();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        send(topic, 1, "name=b");
        send(topic, 0, "name=c");

        List<String> rows = new ArrayList<>();
        readSome(scan(options, 1, 10), positions, 2, rows);

        assertThat(rows).containsExactlyInAnyOrder("b", "c");
    }

    private static WeirException restoring(Map<String, String> options, Map<String, byte[]> positions) {
        return catchThrowableOfType(
                WeirException.class, () -> readSome(scan(options, 1, 10), positions, 1, new ArrayList<>()));
    }

    @Test
    void saysWhatIsNoLongerKept() throws Exception {
        String topic = newTopic(1);
        send(topic, 0, "name=a", "name=b", "name=c");
        Map<String, byte[]> positions = readSome(scan(unbounded(topic), 1, 1), Map.of(), 1, new ArrayList<>());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }

        assertThat(restoring(unbounded(topic), positions).getMessage())
                .isEqualTo("table clicks, Kafka at " + KAFKA.bootstrapServers() + ": offset 1 of " + topic
                        + "-0, where the saved epoch goes on, is no longer kept: the first record there is has offset"
                        + " 2. Set 'properties.auto.offset.reset' to earliest or latest to go on there although rows"
                        + " are missing, or begin anew without the saved state");
        List<String> rows = new ArrayList<>();
        readSome(scan(unbounded(topic, "properties.auto.offset.reset", "earliest"), 1, 10), positions, 1, rows);
        assertThat(rows).containsExactly("c");
    }

    @Test
    void ofATopicThatWasMadeAnewNothingHasBeenRead() {
        String topic = newTopic(1);
        send(topic, 0, "name=a", "name=b");
        Map<String, byte[]> before = Map.of(topic + "-0", new KafkaPosition(5100, KafkaSplit.NO_END, 5000).toBytes());
        List<String> rows = new ArrayList<>();

        Map<String, byte[]> after =
                readSome(scan(unbounded(topic, "properties.auto.offset.reset", "earliest"), 1, 10), before, 2, rows);

        assertThat(rows).containsExactly("a", "b");
        assertThat(KafkaPosition.of(Objects.requireNonNull(after.get(topic + "-0"))))
                .isEqualTo(new KafkaPosition(2, KafkaSplit.NO_END, 0));
    }

    @Test
    void saysThatATopicWasMadeAnewOrIsGone() {
        String topic = newTopic(1);
        Map<String, byte[]> positions = Map.of(topic + "-0", new KafkaPosition(5, KafkaSplit.NO_END).toBytes());
        assertThat(restoring(unbounded(topic), positions).getMessage())
                .contains("goes on at offset 5 of " + topic + "-0, which ends at 0: the topic was made anew");

        Map<String, byte[]> more = Map.of(
                topic + "-0", new KafkaPosition(0, KafkaSplit.NO_END).toBytes(),
                topic + "-1", new KafkaPosition(3, KafkaSplit.NO_END).toBytes());
        assertThat(restoring(unbounded(topic), more).getMessage())
                .contains("partitions that are no longer there: " + topic + "-1;")
                .contains("made anew with fewer partitions");
        send(topic, 0, "name=a");
        List<String> rows = new ArrayList<>();
        readSome(scan(unbounded(topic, "properties.auto.offset.reset", "latest"), 1, 10), more, 1, rows);
        assertThat(rows).containsExactly("a");
    }

    @Test
    void theGroupsOffsetsAreThoseOfTheEpoch() throws Exception {
        String topic = newTopic(2);
        send(topic, 0, "name=a", "name=b", "name=c");
        Map<String, String> options = unbounded(topic, "properties.group.id", "readers-of-" + topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
                Source source = source(scan(options, 1, 2));
                SourceReader reader = source.createReader(0)) {
            Map<Integer, List<String>> rows = new HashMap<>();
            until(() -> {
                poll(reader, rows);
                return !rows.isEmpty();
            });
            Map<String, byte[]> positions = reader.positions();
            poll(reader, rows);

            source.acknowledge(positions);

            until(() -> committed(admin, "readers-of-" + topic, new TopicPartition(topic, 0)) == 2);
        }
    }

    private static long committed(Admin admin, String group, TopicPartition partition) {
        try {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .get(partition);
            return offset == null ? -1 : offset.offset();
        } catch (Exception e) {
            throw new AssertionError("asking for the group's offsets failed", e);
        }
    }

    @Test
    void nothingIsCommittedWithoutAGroup() {
        String topic = newTopic(1);
        try (Source source = source(request(unbounded(topic), 1, field("id", BIGINT)))) {
            assertThat(source.isReplayable()).isTrue();
            source.acknowledge(Map.of(topic + "-0", new KafkaPosition(0, KafkaSplit.NO_END).toBytes()));
        }
    }
}
