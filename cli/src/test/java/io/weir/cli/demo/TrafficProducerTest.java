package io.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** What a demo sends when it begins, and when it goes on. */
@Timeout(120)
class TrafficProducerTest {
    private static final String TOPIC = "clickstream";
    private static final int PARTITIONS = 2;
    private static final int EVENTS_PER_SECOND = 100;
    /** How long before its arrival an event may have happened. */
    private static final long DELAY_MILLIS_MAX = 30_000;

    private final JsonMapper json = new JsonMapper();
    private EmbeddedKafka broker;
    private KafkaConsumer<String, String> consumer;

    @BeforeEach
    void startABroker() throws Exception {
        broker = EmbeddedKafka.start();
        DemoTopic.ensure(broker.bootstrapServers(), TOPIC, PARTITIONS);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1)));
    }

    @AfterEach
    void stopIt() {
        consumer.close();
        broker.close();
    }

    /** Sends until that many events are there that were not there before; when each happened. */
    private List<Long> send(int count) throws Exception {
        List<Long> times = new ArrayList<>();
        OptionalLong newest = DemoTopic.newestMillis(broker.bootstrapServers(), TOPIC);
        try (TrafficProducer traffic =
                new TrafficProducer(broker.bootstrapServers(), TOPIC, EVENTS_PER_SECOND, 42, newest)) {
            while (times.size() < count) {
                assertThat(traffic.failure()).isNull();
                readInto(times);
            }
        }
        readInto(times);
        return times;
    }

    private void readInto(List<Long> times) {
        consumer.poll(Duration.ofMillis(200))
                .forEach(record -> times.add(Instant.parse(json.readTree(record.value())
                                .path("event_timestamp")
                                .asString())
                        .toEpochMilli()));
    }

    @Test
    void anEmptyTopicHasNoNewestRecord() throws Exception {
        assertThat(DemoTopic.newestMillis(broker.bootstrapServers(), TOPIC)).isEmpty();
    }

    @Test
    void theFirstDemoBeginsThreeMinutesAgoAndTheNextWhereItEnded() throws Exception {
        long start = System.currentTimeMillis();
        List<Long> first = send(180 * EVENTS_PER_SECOND);
        OptionalLong newest = DemoTopic.newestMillis(broker.bootstrapServers(), TOPIC);

        List<Long> next = send(EVENTS_PER_SECOND);

        assertThat(first).anyMatch(millis -> millis < start - 150_000);
        assertThat(newest.orElseThrow()).isGreaterThan(start);
        assertThat(next).allMatch(millis -> millis >= newest.orElseThrow() - DELAY_MILLIS_MAX);
    }
}
