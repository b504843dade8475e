package io.weir.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --kafka} gives, and what it says when it gives nothing. */
@Timeout(180)
class KafkaBrokerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static ServerSocket occupied() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void send(String broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("made", value)).get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("made", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
            return records.records(partition).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    @Test
    void aBrokerMakesTopicsAndGoesOnWithItsDataAtItsPort() throws Exception {
        String address;
        try (KafkaBroker broker = KafkaBroker.open("embedded", folder)) {
            address = broker.address();
            assertThat(broker.isOwn()).isTrue();
            send(address, "kept");
            assertThatThrownBy(() -> KafkaBroker.open("embedded", folder))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED))
                    .hasMessageContaining("Another process runs a Kafka broker with this folder");
            try (KafkaBroker other = KafkaBroker.open(address, folder.resolve("unused"))) {
                assertThat(other.isOwn()).isFalse();
                assertThat(other.address()).isEqualTo(address);
            }
        }
        assertThat(folder.resolve("unused")).doesNotExist();

        try (KafkaBroker again = KafkaBroker.open("embedded", folder)) {
            assertThat(again.address()).isEqualTo(address);
            assertThat(read(address)).containsExactly("kept");
        }
    }

    @Test
    void aPortThatIsTakenGivesAnotherUnlessItWasAskedFor() throws Exception {
        try (ServerSocket taken = occupied()) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> KafkaBroker.open("embedded:" + port, folder))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                    .hasMessageContaining("Port " + port + " cannot be had for the Kafka broker")
                    .hasMessageContaining("--kafka localhost:" + port);

            Files.writeString(folder.resolve("broker-port"), Integer.toString(port));
            try (KafkaBroker broker = KafkaBroker.open("embedded", folder)) {
                assertThat(broker.address()).doesNotEndWith(":" + port);
                assertThat(folder.resolve("broker-port"))
                        .hasContent(broker.address().substring("127.0.0.1:".length()));
            }
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() throws Exception {
        int port;
        try (ServerSocket free = occupied()) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> KafkaBroker.open("localhost:" + port, folder))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTOR_UNREACHABLE))
                .hasMessageContaining("Kafka does not answer at localhost:" + port)
                .hasMessageContaining("--kafka embedded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "embeded", "embedded:", "embedded:0", "embedded:70000", "localhost", "a:b"})
    void whatIsNoBrokerIsRefused(String choice) {
        assertThatThrownBy(() -> KafkaBroker.open(choice, folder))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("embedded:PORT or HOST:PORT");
    }
}
