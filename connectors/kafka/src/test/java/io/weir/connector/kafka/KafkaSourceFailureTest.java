package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.KAFKA;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static io.weir.connector.kafka.KafkaFixture.request;
import static io.weir.connector.kafka.KafkaFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told whose table, or whose Kafka, is not as it should be. */
class KafkaSourceFailureTest {
    private static WeirException failure(Map<String, String> options) {
        return catchThrowableOfType(
                WeirException.class,
                () -> source(request(options, 1, field("id", BIGINT))).close());
    }

    @Test
    void namesATopicThatDoesNotExistAndThoseLikeIt() {
        KAFKA.createTopic("page-views", 1);
        WeirException failure = failure(options("page_view"));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_FAILED);
        assertThat(failure.getMessage())
                .startsWith("table clicks, option 'topic': topic page_view does not exist in Kafka at "
                        + KAFKA.bootstrapServers() + " (there is: page-views")
                .endsWith("Correct the name, or create the topic");

        assertThat(failure(options("not a topic")).getMessage())
                .contains("option 'topic'")
                .contains("not a topic");

        Map<String, String> pattern = options("", "topic-pattern", "nothing-like-this-.*");
        pattern.remove("topic");
        assertThat(failure(pattern).getMessage()).contains("there are no topics matching 'nothing-like-this-.*'");
    }

    @Test
    void saysAtOnceThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            port = socket.getLocalPort();
        }
        String servers = "127.0.0.1:" + port + ",no-such-host.invalid:9092";
        WeirException failure = failure(options("t", "properties.bootstrap.servers", servers));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_UNREACHABLE);
        assertThat(failure.getMessage())
                .isEqualTo("table clicks: Kafka cannot be reached at 127.0.0.1:" + port
                        + " (connection refused), no-such-host.invalid:9092 (unknown host). "
                        + "Start the broker, or correct 'properties.bootstrap.servers'");
    }

    @Test
    void givesUpOnAListenerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String servers = "127.0.0.1:" + silent.getLocalPort();
            long startNanos = System.nanoTime();
            WeirException failure = failure(
                    options("t", "properties.bootstrap.servers", servers, "properties.default.api.timeout.ms", "1500"));
            assertThat(System.nanoTime() - startNanos).isLessThan(TimeUnit.SECONDS.toNanos(20));
            assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_UNREACHABLE);
            assertThat(failure.getMessage())
                    .startsWith("Kafka at " + servers + ": no answer while looking up the partitions of topic t")
                    .contains("'properties.security.protocol'");
        }
    }

    @Test
    void wantsAGroupForTheOffsetsOfAGroup() {
        Map<String, String> options = options("t");
        options.remove("scan.startup.mode");
        assertThat(failure(options).getMessage())
                .isEqualTo("table clicks: option 'properties.group.id' is missing: 'scan.startup.mode' is "
                        + "'group-offsets' "
                        + "unless it is set. Name the consumer group, or set 'scan.startup.mode' = 'earliest-offset'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "scan.startup.mode | newest | earliest-offset, latest-offset, group-offsets",
                "scan.startup.mode | timestamp | option 'scan.startup.timestamp-millis' is missing",
                "scan.startup.mode | specific-offsets | option 'scan.startup.specific-offsets' is missing",
                "scan.bounded.mode | never | it must be unbounded, latest-offset",
                "scan.topic-partition-discovery.interval | often | a duration such as '10 s'",
                "properties.bootstrap.servers | localhost | 'localhost' is no address",
                "topic-pattern | a.* | the table has the option 'topic' too",
                "key.fields | id | it needs the option 'key.format'",
                "key.format | pairs | option 'key.fields' is missing",
                "value.format | pairs | the table has the option 'format' too",
                "value.fields-include | SOME | it must be ALL or EXCEPT_KEY",
                "properties.fetch.min.bytes | many | Kafka does not accept the table's options 'properties.*'",
                "properties.security.protocol | MAGIC | MAGIC",
            })
    void namesAnOptionThatIsWrong(String option, String value, String expected) {
        Map<String, String> options = options("t", option, value);
        WeirException failure = failure(options);
        assertThat(failure.getMessage()).contains("table clicks").contains(expected);
        assertThat(List.of(ErrorCode.OPTION_INVALID, ErrorCode.OPTION_MISSING)).contains(failure.code());
    }

    @Test
    void wantsOffsetsInTheirForm() {
        for (String offsets : List.of("", "0:42", "partition:0", "partition:0,offset:x", "partition:0,offset:1;")) {
            Map<String, String> options =
                    options("t", "scan.startup.mode", "specific-offsets", "scan.startup.specific-offsets", offsets);
            assertThat(failure(options).getMessage())
                    .contains("it must look like 'partition:0,offset:42;partition:1,offset:300'");
        }
    }

    @Test
    void wantsAFormat() {
        Map<String, String> options = options("t");
        options.remove("format");
        assertThat(failure(options).getMessage()).contains("option 'format' is missing");
    }

    @Test
    void leavesOptionsThatItDoesNotKnowToFlink() {
        String topic = newTopic(1);
        assertThatThrownBy(() -> source(request(options(topic, "scan.magic", "1"), 1, field("id", BIGINT))))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("'scan.magic'");
    }
}
