package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.STRING;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.metadata;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
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
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a record: value, key, metadata, and what cannot be decoded. */
class KafkaRecordTest {
    private static final SourceRequest.Field ID = field("id", BIGINT);
    private static final SourceRequest.Field NAME = field("name", STRING);

    @Test
    void readsMetadata() {
        String topic = newTopic(2);
        ProducerRecord<byte[], byte[]> record = record(topic, 1, 1234L, "k", "id=7;id=8");
        record.headers()
                .add(KafkaFixture.header("trace", "first"))
                .add(KafkaFixture.header("empty", null))
                .add(KafkaFixture.header("trace", "last"));
        send(Map.of(), List.of(record(topic, 1, 1000L, null, "id=6"), record));

        SourceRequest request = request(
                options(topic),
                1,
                metadata("partition", new IntType(false)),
                ID,
                metadata("topic", STRING),
                metadata("offset", BIGINT),
                metadata("timestamp", new LocalZonedTimestampType(false, 3)),
                metadata("timestamp-type", STRING),
                metadata("leader-epoch", new IntType()),
                metadata("headers", new MapType(STRING, new VarBinaryType(VarBinaryType.MAX_LENGTH))));
        assertThat(read(request).get(1))
                .isEqualTo(List.of(
                        "1,6," + topic + ",0,1000,CreateTime,0,[]",
                        "1,7," + topic + ",1,1234,CreateTime,0,[empty:null, trace:last]",
                        "1,8," + topic + ",1,1234,CreateTime,0,[empty:null, trace:last]"));
    }

    @Test
    void refusesMetadataThatIsNotThere() {
        assertThatThrownBy(() -> source(request(options("t"), 1, metadata("value.source", STRING))))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("metadata 'value.source'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4"})
    void readsKeyAndValue(String compression) {
        String topic = newTopic(1);
        send(
                Map.of("compression.type", compression, "linger.ms", 20),
                List.of(
                        record(topic, 0, null, "id=1", "id=100,name=a"),
                        record(topic, 0, null, "id=2", "id=200,name=b;name=c"),
                        record(topic, 0, null, null, "name=without key"),
                        record(topic, 0, null, "id=3", "skip"),
                        record(topic, 0, null, "skip", "name=key skipped"),
                        record(topic, 0, null, "id=4;id=5", "name=d")));

        Map<String, String> exceptKey =
                options(topic, "key.format", "pairs", "key.fields", "id", "value.fields-include", "EXCEPT_KEY");
        SourceRequest request = request(exceptKey, 1, NAME, metadata("offset", BIGINT), ID);
        assertThat(read(request).get(0)).isEqualTo(List.of("a,0,1", "b,1,2", "c,1,2", "d,5,4", "d,5,5"));

        Map<String, String> prefixed = new HashMap<>(exceptKey);
        prefixed.put("key.fields-prefix", "k_");
        prefixed.put("key.fields", "k_id");
        assertThat(read(request(prefixed, 1, field("k_id", BIGINT), ID)).get(0))
                .isEqualTo(List.of("1,100", "2,200", "2,null", "4,null", "5,null"));

        Map<String, String> all = options(topic, "key.format", "pairs", "key.fields", "id");
        assertThat(read(request(all, 1, ID)).get(0)).isEqualTo(List.of("100", "200", "null", "null", "null"));
    }

    @Test
    void countsWhatGivesNoRow() {
        String topic = newTopic(1);
        send(
                Map.of(),
                List.of(record(topic, 0, null, "gone", null), record(topic, 0, "skip this"), record(topic, 0, "id=1")));
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = source(request(options(topic), 1, ID));
                SourceReader reader = source.createReader(0)) {
            while (!reader.isFinished()) {
                KafkaFixture.poll(reader, rows);
            }
            assertThat(reader.progress().skippedRecords()).isEqualTo(2);
        }
        assertThat(rows).isEqualTo(Map.of(0, List.of("1")));
    }

    @Test
    void namesTheRecordThatCannotBeDecoded() {
        String topic = newTopic(2);
        send(topic, 1, "id=1", "id=2", "bad luck", "id=3");
        assertThatThrownBy(() -> read(request(options(topic), 1, ID)))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNDECODABLE))
                .hasMessage(
                        "topic " + topic + ", partition 1, offset 2: the value is no valid pairs: it begins with bad."
                                + " Mend the record, or set 'pairs.ignore-parse-errors' = 'true' to skip and count such"
                                + " records");

        String keyed = newTopic(1);
        send(Map.of(), List.of(record(keyed, 0, null, "bad key", "id=1")));
        Map<String, String> withKey =
                options(keyed, "value.format", "pairs", "key.format", "pairs", "key.fields", "id");
        withKey.remove("format");
        assertThatThrownBy(() -> read(request(withKey, 1, ID)))
                .hasMessageContaining("topic " + keyed + ", partition 0, offset 0: the key is no valid pairs")
                .hasMessageContaining("'key.pairs.ignore-parse-errors'");
    }
}
