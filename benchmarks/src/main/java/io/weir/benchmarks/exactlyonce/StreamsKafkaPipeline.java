package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.side.Task;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams, {@code exactly_once_v2}: the records have the page as their key, so that nothing goes through a topic
 * in between; windows are in memory, and a result is given out when its window has closed.
 */
final class StreamsKafkaPipeline implements KafkaPipeline {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);

    private final KafkaStreams streams;

    private record Click(long timeMillis, int loadTimeMillis) {}

    /** Count and sum. */
    private record Sum(long count, long sum) {}

    StreamsKafkaPipeline(Task task, Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, task.variable("output"));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.variable("servers"));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, task.threads());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4096);
        streams = new KafkaStreams(topology(task).build(), properties);
        streams.start();
    }

    private static StreamsBuilder topology(Task task) {
        Duration window = Duration.ofSeconds(Long.parseLong(task.variable("windowSeconds")));
        Duration delay = Duration.ofSeconds(Long.parseLong(task.variable("delaySeconds")));
        StreamsBuilder builder = new StreamsBuilder();
        Serde<Click> clicks = Serdes.serdeFrom(
                (topic, click) -> {
                    throw new IllegalStateException("Clicks are only read");
                },
                clickReader());
        builder.stream(
                        task.variable("input"),
                        Consumed.with(Serdes.String(), clicks).withTimestampExtractor(new EventTime()))
                .groupByKey(Grouped.with(Serdes.String(), clicks))
                .windowedBy(TimeWindows.ofSizeAndGrace(window, delay))
                .aggregate(
                        () -> new Sum(0, 0),
                        (page, click, sum) -> new Sum(sum.count() + 1, sum.sum() + click.loadTimeMillis()),
                        Materialized.<String, Sum>as(Stores.inMemoryWindowStore(
                                        "windows", window.plus(delay).multipliedBy(2), window, false))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(sums()))
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                .toStream()
                .map((page, sum) ->
                        KeyValue.pair(page.key(), result(page.window().start(), page.key(), sum)))
                .to(task.variable("output"), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder;
    }

    /** As Flink writes the row. */
    private static byte[] result(long windowStart, String page, Sum sum) {
        LocalDateTime start = LocalDateTime.ofEpochSecond(windowStart / 1000, 0, ZoneOffset.UTC);
        String json = "{\"window_start\":\"" + ClickRows.TIME.format(start) + "\",\"page\":\"" + page + "\",\"events\":"
                + sum.count() + ",\"mean_load_time_ms\":" + sum.sum() / sum.count() + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static final class EventTime implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> click, long partitionTime) {
            return ((Click) click.value()).timeMillis();
        }
    }

    /** Looks for the two fields that are needed, which is less than any parser of JSON does. */
    private static Deserializer<Click> clickReader() {
        return (topic, bytes) -> {
            String json = new String(bytes, StandardCharsets.ISO_8859_1);
            long time = ClickRows.millis(ClickRows.text(json, "event_timestamp"));
            return new Click(time, (int) ClickRows.number(json, "load_time_ms"));
        };
    }

    private static Serde<Sum> sums() {
        return Serdes.serdeFrom(
                (topic, sum) -> ByteBuffer.allocate(16)
                        .putLong(sum.count())
                        .putLong(sum.sum())
                        .array(),
                (topic, bytes) -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    return new Sum(buffer.getLong(), buffer.getLong());
                });
    }

    @Override
    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing() || streams.state() == KafkaStreams.State.CREATED;
    }

    @Override
    public void stop() {
        streams.close(CLOSE_LIMIT);
    }
}
