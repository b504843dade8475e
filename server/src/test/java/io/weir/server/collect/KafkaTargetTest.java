package io.weir.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events for a table that is a topic, with a real broker. */
class KafkaTargetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CollectTable table(String broker, Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "connector", "kafka",
                "topic", "collect-target",
                "properties.bootstrap.servers", broker,
                "properties.group.id", "readers",
                "format", "json"));
        options.putAll(more);
        return new CollectTable("clicks", "c.d.clicks", CollectFixture.TYPE, options, Map.of());
    }

    private static List<ConsumerRecord<String, String>> read(String broker, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("collect-target", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int i = 0; i < 100 && records.size() < count; i++) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Test
    void eventsAreInTheTopicWithTheirKeysWhenTheyAreAnswered() {
        EmbeddedKafka broker = EmbeddedKafka.shared();
        broker.createTopic("collect-target", 1);
        Map<String, String> keys = Map.of("key.format", "json", "key.fields", "user_id;page");
        try (CollectFixture fixture =
                new CollectFixture(folder, CollectSettings.DEFAULT, table(broker.bootstrapServers(), keys))) {
            String body = "{\"page\":\"/ä\",\"user_id\": 7 ,\"event_id\":\"a\",\"arrival_time\":null}"
                    + "{\"user_id\":8,\"event_id\":\"b\",\"arrival_time\":null}";
            assertThat(fixture.collect(body).accepted()).isEqualTo(2);
        }
        Map<String, String> raw = Map.of("key.format", "raw", "key.fields", "page");
        try (CollectFixture fixture =
                new CollectFixture(folder, CollectSettings.DEFAULT, table(broker.bootstrapServers(), raw))) {
            fixture.collect("{\"page\":\"/ä\",\"user_id\":9,\"event_id\":\"c\",\"arrival_time\":null}");
        }

        List<ConsumerRecord<String, String>> records = read(broker.bootstrapServers(), 3);

        assertThat(records)
                .extracting(ConsumerRecord::key)
                .containsExactly("{\"user_id\":7,\"page\":\"/ä\"}", "{\"user_id\":8,\"page\":null}", "/ä");
        assertThat(records.get(1).value()).isEqualTo("{\"user_id\":8,\"event_id\":\"b\",\"arrival_time\":null}");
    }

    @Test
    void aBrokerThatIsNotThereIsNoLoss() {
        try (CollectFixture fixture = new CollectFixture(
                folder, CollectSettings.DEFAULT, table("127.0.0.1:1", Map.of("properties.max.block.ms", "300")))) {
            assertThatThrownBy(() -> fixture.collect("{\"user_id\":1}{\"user_id\":2}"))
                    .isInstanceOfSatisfying(CollectRefusedException.class, e -> {
                        assertThat(e.answer().status()).isEqualTo(503);
                        assertThat(e.retryAfterSeconds()).isPositive();
                    });
            assertThat(fixture.collector.statistics().acceptedRecords()).isZero();
        }
    }
}
