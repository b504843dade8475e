package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.STRING;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.metadata;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static io.weir.connector.kafka.KafkaFixture.read;
import static io.weir.connector.kafka.KafkaFixture.request;
import static io.weir.connector.kafka.KafkaFixture.sinkRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.junit.jupiter.api.Test;

/** What is written, where, and what a user is told when it cannot be. */
class KafkaSinkTest {
    private static final LogicalType TIMESTAMP = new LocalZonedTimestampType(3);
    private static final LogicalType HEADERS = new MapType(STRING, new VarBinaryType(VarBinaryType.MAX_LENGTH));
    private static final RowType ID_NAME = RowType.of(new LogicalType[] {BIGINT, STRING}, new String[] {"id", "name"});

    private static Batch rows(RowType type, Object[]... rows) {
        Batch batch = Columns.batch(type, rows.length);
        for (Object[] row : rows) {
            int position = batch.rowCount();
            for (int i = 0; i < row.length; i++) {
                if (row[i] == null) {
                    batch.column(i).setNull(position);
                } else if (batch.column(i) instanceof LongColumn numbers) {
                    numbers.set(position, ((Number) row[i]).longValue());
                } else if (batch.column(i) instanceof BytesColumn text) {
                    text.set(position, (String) row[i]);
                } else {
                    MapColumn map = (MapColumn) batch.column(i);
                    map.begin(position);
                    int entry = map.addEntry();
                    ((BytesColumn) map.keys()).set(entry, (String) row[i]);
                    ((BytesColumn) map.values()).set(entry, row[i] + "!");
                }
            }
            batch.setRowCount(position + 1);
        }
        return batch;
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    private static void write(SinkRequest request, int instance, Batch batch) {
        try (Sink sink = new KafkaSinkFactory().create(request);
                SinkWriter writer = sink.createWriter(instance)) {
            assertThat(writer.write(batch)).isTrue();
            writer.flush();
            writer.finish();
            sink.commit(1, List.of(writer.prepare(1).orElseThrow()));
            assertThat(writer.bytes()).isPositive();
        }
    }

    @Test
    void writesARecordForEachRow() {
        String topic = newTopic(1);
        write(sinkRequest(options(topic), ID_NAME, 1), 0, rows(ID_NAME, row(1, "a"), row(null, "b"), row(3, null)));
        assertThat(read(request(options(topic), 1, field("name", STRING), metadata("offset", BIGINT))))
                .isEqualTo(Map.of(0, List.of("a,0", "b,1", ",2")));
    }

    @Test
    void writesManyBatches() {
        String topic = newTopic(4);
        SinkRequest request = sinkRequest(options(topic), ID_NAME, 1);
        int sent = 0;
        try (Sink sink = new KafkaSinkFactory().create(request);
                SinkWriter writer = sink.createWriter(0)) {
            Batch batch = rows(ID_NAME, row(1, "x".repeat(100_000)), row(2, "y".repeat(100_000)));
            // More than may wait for acknowledgement, so that batches are refused and offered again.
            while (sent < 400) {
                sent += writer.write(batch) ? batch.rowCount() : 0;
            }
            writer.finish();
        }
        assertThat(read(request(options(topic), 1, field("id", BIGINT))).values().stream()
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(sent);
    }

    @Test
    void writesKeysAndMetadata() {
        String topic = newTopic(1);
        String other = newTopic(1);
        RowType type = RowType.of(
                new LogicalType[] {BIGINT, STRING, STRING, TIMESTAMP, HEADERS},
                new String[] {"k_id", "name", "topic", "ts", "headers"});
        Map<String, String> table = options(
                topic + ";" + other,
                "key.format",
                "pairs",
                "key.fields",
                "k_id",
                "key.fields-prefix",
                "k_",
                "value.fields-include",
                "EXCEPT_KEY");
        SinkRequest request = sinkRequest(table, type, 1, "topic", "timestamp", "headers");
        write(request, 0, rows(type, row(1, "a", topic, 1234, "trace"), row(2, "b", other, 5678, null)));

        table.put("topic", topic);
        assertThat(read(request(
                                table,
                                1,
                                field("k_id", BIGINT),
                                field("name", STRING),
                                metadata("timestamp", TIMESTAMP),
                                metadata("headers", HEADERS)))
                        .get(0))
                .isEqualTo(List.of("1,a,1234,[trace:trace!]"));
        table.put("topic", other);
        assertThat(read(request(table, 1, field("k_id", BIGINT), metadata("headers", HEADERS)))
                        .get(0))
                .isEqualTo(List.of("2,[]"));

        assertThatThrownBy(() -> write(request, 0, rows(type, row(1, "a", "elsewhere", 1, null))))
                .hasMessageContaining("topic elsewhere is none of the table's topics " + topic);
        assertThatThrownBy(() -> write(request, 0, rows(type, row(1, "a", null, 1, null))))
                .hasMessageContaining("a row names no topic");
        assertThatThrownBy(() -> write(request, 0, rows(type, row(1, "a", topic, -1, null))))
                .hasMessageContaining("a record's timestamp cannot be before 1970");
    }

    @Test
    void keepsEachWriterToOnePartition() {
        String topic = newTopic(2);
        SinkRequest request = sinkRequest(options(topic, "sink.partitioner", "fixed"), ID_NAME, 4);
        for (int instance = 0; instance < 4; instance++) {
            write(request, instance, rows(ID_NAME, row(instance, "a")));
        }
        assertThat(read(request(options(topic), 1, field("id", BIGINT))))
                .isEqualTo(Map.of(0, List.of("0", "2"), 1, List.of("1", "3")));
    }

    @Test
    void saysThatARecordIsTooLarge() {
        String topic = newTopic(1);
        SinkRequest request = sinkRequest(options(topic, "properties.max.request.size", "1000"), ID_NAME, 1);
        WeirException failure = catchThrowableOfType(
                WeirException.class, () -> write(request, 0, rows(ID_NAME, row(1, "x".repeat(2000)))));
        assertThat(failure.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(failure.getMessage()).contains("larger than 1000").contains("Raise 'properties.max.request.size'");
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThat(failure(options("missing-topic")).getMessage())
                .startsWith("table clicks, option 'topic': topic missing-topic does not exist in Kafka at ");
        assertThat(failure(options("t", "properties.acks", "some")).getMessage())
                .contains("'properties.*'")
                .contains("acks");
        assertThat(failure(options("t;u")).getMessage()).contains("the table has more than one topic");
        assertThat(failure(options("t", "key.format", "pairs", "key.fields", "nope"))
                        .getMessage())
                .contains("there is no column 'nope'; the columns are id, name")
                .contains("'key.fields'");
        assertThat(failure(options("t", "sink.delivery-guarantee", "perhaps")).getMessage())
                .contains("it must be none, at-least-once or exactly-once");
        assertThat(failure(options("t", "key.format", "pairs", "key.fields", "id", "sink.partitioner", "round-robin"))
                        .getMessage())
                .contains("it is for tables without 'key.fields'");
        assertThat(failure(options("t", "sink.delivery-guarantee", "exactly-once")))
                .isInstanceOf(NotNativeException.class);
        assertThat(failure(options("t", "sink.partitioner", "com.example.Mine")))
                .isInstanceOf(NotNativeException.class);
    }

    private static WeirException failure(Map<String, String> options) {
        Map<String, String> reachable = options;
        if (options.containsKey("properties.acks")) {
            reachable = options(newTopic(1), "properties.acks", options.get("properties.acks"));
        }
        SinkRequest request = sinkRequest(reachable, ID_NAME, 1);
        return catchThrowableOfType(WeirException.class, () -> write(request, 0, rows(ID_NAME, row(1, "a"))));
    }
}
