package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.KAFKA;
import static io.weir.connector.kafka.KafkaFixture.STRING;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.metadata;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.record;
import static io.weir.connector.kafka.KafkaFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of {@code upsert-kafka}: the newest row of each key, and rows that are gone. */
class UpsertKafkaTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {BIGINT, STRING}, new String[] {"id", "name"});

    private static Map<String, String> options(String topic, String... more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "connector",
                "upsert-kafka",
                "topic",
                topic,
                "properties.bootstrap.servers",
                KAFKA.bootstrapServers(),
                "key.format",
                "pairs",
                "value.format",
                "pairs"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private static SourceRequest request(Map<String, String> options, int batchRows, SourceRequest.Field... fields) {
        Map<String, String> bounded = new HashMap<>(options);
        bounded.put("scan.bounded.mode", "latest-offset");
        return new SourceRequest(
                "users",
                bounded,
                List.of(fields),
                1,
                batchRows,
                Long.MAX_VALUE,
                List.of("id"),
                List.of(),
                Map.of(),
                ZoneOffset.UTC,
                Clock.SYSTEM,
                name -> new PairsFormat(),
                TYPE,
                Optional.empty());
    }

    private static List<String> changes(SourceRequest request) {
        List<String> changes = new ArrayList<>();
        try (Source source = new UpsertKafkaSourceFactory().create(request);
                SourceReader reader = source.createReader(0)) {
            while (!reader.isFinished()) {
                Batch batch = reader.poll();
                for (int i = 0; batch != null && i < batch.rowCount(); i++) {
                    changes.add(RowKinds.text(batch.rowKind(i)) + " " + KafkaFixture.text(batch, i));
                }
            }
        }
        return changes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void readsRecordsAsRowsAndNullsAsRemovals(int batchRows) {
        String topic = newTopic(1);
        send(
                Map.of(),
                List.of(
                        record(topic, 0, null, "id=9", null),
                        record(topic, 0, null, "id=1", "id=1,name=a"),
                        record(topic, 0, null, "id=2", "id=2,name=b"),
                        record(topic, 0, null, "id=1", null),
                        record(topic, 0, null, "id=2", "id=2,name=c"),
                        record(topic, 0, null, "id=3", "name=d")));

        assertThat(changes(request(options(topic), batchRows, field("id", BIGINT), field("name", STRING))))
                .containsExactly("-D 9,null", "+I 1,a", "+I 2,b", "-D 1,null", "+I 2,c", "+I null,d");
        assertThat(changes(request(
                        options(topic, "value.fields-include", "EXCEPT_KEY"),
                        batchRows,
                        field("name", STRING),
                        metadata("offset", BIGINT),
                        field("id", BIGINT))))
                .containsExactly("-D null,0,9", "+I a,1,1", "+I b,2,2", "-D null,3,1", "+I c,4,2", "+I d,5,3");
        assertThat(changes(request(options(topic), batchRows, field("name", STRING))))
                .containsExactly("-D null", "+I a", "+I b", "-D null", "+I c", "+I d");
    }

    private static SinkRequest sinkRequest(Map<String, String> options, Clock clock) {
        return new SinkRequest(
                "users",
                options,
                TYPE,
                List.of(),
                new int[] {0},
                List.of(),
                false,
                1,
                Map.of(),
                ZoneOffset.UTC,
                clock,
                name -> new PairsFormat());
    }

    private static Batch batch(Object... kindsIdsAndNames) {
        Batch batch = Columns.batch(TYPE, 4);
        for (int i = 0; i < kindsIdsAndNames.length; i += 3) {
            int row = batch.rowCount();
            batch.ensureCapacity(row + 1);
            ((LongColumn) batch.column(0)).set(row, (Integer) kindsIdsAndNames[i + 1]);
            ((BytesColumn) batch.column(1)).set(row, (String) kindsIdsAndNames[i + 2]);
            batch.setRowKind(row, (Byte) kindsIdsAndNames[i]);
            batch.setRowCount(row + 1);
        }
        return batch;
    }

    private static List<String> written(String topic) {
        return changes(request(options(topic), 1000, field("id", BIGINT), field("name", STRING)));
    }

    @Test
    void writesRowsAndRemovals() {
        String topic = newTopic(1);
        try (Sink sink = new UpsertKafkaSinkFactory().create(sinkRequest(options(topic), Clock.SYSTEM));
                SinkWriter writer = sink.createWriter(0)) {
            Batch batch = batch(
                    RowKinds.INSERT,
                    1,
                    "a",
                    RowKinds.UPDATE_AFTER,
                    1,
                    "b",
                    RowKinds.INSERT,
                    2,
                    "c",
                    RowKinds.DELETE,
                    2,
                    "c");
            assertThat(writer.write(batch)).isTrue();
            assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
            writer.finish();
        }

        assertThat(written(topic)).containsExactly("+I 1,a", "+I 1,b", "+I 2,c", "-D 2,null");
    }

    /** A clock that stands still until it is moved. */
    private static final class HandClock implements Clock {
        private long millis = 1_000_000;

        @Override
        public long currentTimeMillis() {
            return millis;
        }

        @Override
        public long nanoTime() {
            return millis * 1_000_000;
        }
    }

    @Test
    void holdsBackRowsThatLaterOnesReplace() {
        String topic = newTopic(1);
        HandClock clock = new HandClock();
        Map<String, String> options =
                options(topic, "sink.buffer-flush.max-rows", "3", "sink.buffer-flush.interval", "10 s");
        try (Sink sink = new UpsertKafkaSinkFactory().create(sinkRequest(options, clock));
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(batch(RowKinds.INSERT, 1, "a", RowKinds.INSERT, 2, "b", RowKinds.UPDATE_AFTER, 1, "c"));
            assertThat(writer.flushTimeMillis()).isEqualTo(clock.millis + 10_000);
            clock.millis += 9_999;
            writer.flush();
            assertThat(writer.flushTimeMillis()).isEqualTo(clock.millis + 1);
            clock.millis++;
            writer.flush(); // the time has come
            assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
            writer.write(batch(RowKinds.DELETE, 1, "c", RowKinds.INSERT, 3, "d", RowKinds.INSERT, 4, "e"));
            assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER); // three keys are enough
            writer.write(batch(RowKinds.UPDATE_AFTER, 3, "f", RowKinds.UPDATE_AFTER, 3, "g"));
            writer.finish();
        }

        assertThat(written(topic)).containsExactly("+I 1,c", "+I 2,b", "-D 1,null", "+I 3,d", "+I 4,e", "+I 3,g");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(failureOf(options("t", "sink.buffer-flush.max-rows", "3")))
                .hasMessageContaining("option 'sink.buffer-flush.max-rows'")
                .hasMessageContaining("must both be set");
        assertThat(failureOf(options("t", "sink.delivery-guarantee", "exactly-once")))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("exactly-once");
        Map<String, String> keyless = options("t");
        keyless.remove("key.format");
        assertThat(failureOf(keyless)).hasMessageContaining("option 'key.format' is missing");
        assertThatThrownBy(() -> ScanOptions.ofUpsert("users", options("t"), List.of()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("a table of 'upsert-kafka' needs a primary key");
        assertThatThrownBy(() -> ScanOptions.ofUpsert(
                        "users", options("t", "scan.startup.mode", "latest-offset"), List.of("id")))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("scan.startup.mode");
    }

    private static @Nullable Throwable failureOf(Map<String, String> options) {
        try {
            new UpsertKafkaSinkFactory()
                    .create(sinkRequest(options, Clock.SYSTEM))
                    .close();
            return null;
        } catch (WeirException e) {
            return e;
        }
    }
}
