package io.weir.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share: the broker, topics of their own, a producer, and a way to read a source. */
final class KafkaFixture {
    static final LogicalType BIGINT = new BigIntType();
    static final LogicalType STRING = VarCharType.STRING_TYPE;
    static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private KafkaFixture() {}

    /** Creates a topic that nobody else uses. */
    static String newTopic(int partitions) {
        String topic = "topic-" + TOPICS.incrementAndGet();
        KAFKA.createTopic(topic, partitions);
        return topic;
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("bootstrap.servers", KAFKA.bootstrapServers());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ProducerRecord<byte[], byte[]> record(String topic, int partition, @Nullable String value) {
        return record(topic, partition, null, null, value);
    }

    static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, @Nullable Long timestamp, @Nullable String key, @Nullable String value) {
        return new ProducerRecord<>(topic, partition, timestamp, utf8(key), utf8(value));
    }

    static Header header(String key, @Nullable String value) {
        return new RecordHeader(key, utf8(value));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends values to one partition. */
    static void send(String topic, int partition, String... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(record(topic, partition, value));
        }
        send(Map.of("linger.ms", 20), records);
    }

    static void send(Map<String, Object> settings, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> future : sent) {
                future.get(60, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("sending failed", e);
        }
    }

    /** The options of a table that is read from its first to its last record; pairs of more options may follow. */
    static Map<String, String> options(String topic, String... more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "connector",
                "kafka",
                "topic",
                topic,
                "properties.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "format",
                "pairs",
                "scan.startup.mode",
                "earliest-offset",
                "scan.bounded.mode",
                "latest-offset"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    /**
     * Waits until the transactions that are decided have ended everywhere: a commit is done when the broker has taken
     * note of it, and partitions learn it a moment later.
     */
    static void awaitDecidedTransactions(String servers) {
        ListTransactionsOptions decided = new ListTransactionsOptions()
                .filterStates(List.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            long startNanos = System.nanoTime();
            while (!admin.listTransactions(decided)
                    .all()
                    .get(60, TimeUnit.SECONDS)
                    .isEmpty()) {
                assertThat(System.nanoTime() - startNanos)
                        .as("a transaction does not end")
                        .isLessThan(LIMIT_NANOS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("asking for transactions failed", e);
        }
    }

    static SourceRequest.Field field(String name, LogicalType type) {
        return new SourceRequest.Field(name, type, "");
    }

    static SourceRequest.Field metadata(String key, LogicalType type) {
        return new SourceRequest.Field("m_" + key, type, key);
    }

    static SourceRequest request(Map<String, String> options, int parallelism, SourceRequest.Field... fields) {
        return request(options, parallelism, 1000, Long.MAX_VALUE, fields);
    }

    static SourceRequest request(
            Map<String, String> options, int parallelism, int batchRows, long limit, SourceRequest.Field... fields) {
        return request(options, parallelism, batchRows, limit, Clock.SYSTEM, fields);
    }

    static SourceRequest request(Map<String, String> options, Clock clock, SourceRequest.Field... fields) {
        return request(options, 1, 1000, Long.MAX_VALUE, clock, fields);
    }

    private static SourceRequest request(
            Map<String, String> options,
            int parallelism,
            int batchRows,
            long limit,
            Clock clock,
            SourceRequest.Field... fields) {
        return new SourceRequest(
                "clicks",
                options,
                List.of(fields),
                parallelism,
                batchRows,
                limit,
                List.of(),
                List.of(),
                Map.of(),
                ZoneId.of("Asia/Kathmandu"),
                clock,
                name -> new PairsFormat());
    }

    /** A sink of rows that are their physical columns, then these metadata columns. */
    static SinkRequest sinkRequest(Map<String, String> options, RowType type, int parallelism, String... metadataKeys) {
        return new SinkRequest(
                "clicks",
                Map.copyOf(options),
                type,
                List.of(metadataKeys),
                new int[0],
                List.of(),
                true,
                parallelism,
                Map.of(),
                ZoneId.of("Asia/Kathmandu"),
                Clock.SYSTEM,
                name -> new PairsFormat());
    }

    static Source source(SourceRequest request) {
        return new KafkaSourceFactory().create(request);
    }

    /** Reads a bounded source to its end; rows as text, by split. */
    static Map<Integer, List<String>> read(SourceRequest request) {
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = source(request)) {
            assertThat(source.isBounded() || request.limit() < Long.MAX_VALUE).isTrue();
            for (int instance = 0; instance < request.parallelism(); instance++) {
                try (SourceReader reader = source.createReader(instance)) {
                    long startNanos = System.nanoTime();
                    while (!reader.isFinished()) {
                        poll(reader, rows);
                        assertThat(System.nanoTime() - startNanos)
                                .as("the reader has not finished; so far: %s", rows)
                                .isLessThan(LIMIT_NANOS);
                    }
                    for (int split : reader.splits()) {
                        assertThat(reader.isSplitFinished(split)).isTrue();
                        assertThat(split % request.parallelism()).isEqualTo(instance);
                    }
                }
            }
        }
        return rows;
    }

    /** Polls once, and adds what came. */
    static void poll(SourceReader reader, Map<Integer, List<String>> rows) {
        Batch batch = reader.poll();
        if (batch != null) {
            assertThat(reader.isSplitFinished(reader.split())).isFalse();
            List<String> ofSplit = rows.computeIfAbsent(reader.split(), split -> new ArrayList<>());
            for (int i = 0; i < batch.rowCount(); i++) {
                ofSplit.add(text(batch, i));
            }
        }
    }

    static String text(Batch batch, int position) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            cells.add(text(batch.column(i), position));
        }
        return String.join(",", cells);
    }

    private static String text(Column column, int position) {
        if (column.isNull(position)) {
            return "null";
        }
        if (column instanceof LongColumn numbers) {
            return Long.toString(numbers.get(position));
        }
        if (column instanceof IntColumn numbers) {
            return Integer.toString(numbers.get(position));
        }
        if (column instanceof BytesColumn bytes) {
            return bytes.getString(position);
        }
        MapColumn map = (MapColumn) column;
        List<String> entries = new ArrayList<>();
        for (int i = map.start(position); i < map.start(position) + map.length(position); i++) {
            entries.add(text(map.keys(), i) + ":" + text(map.values(), i));
        }
        return entries.toString();
    }
}
