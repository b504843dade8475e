package io.weir.connector.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.RowConverter;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Flink's own Kafka connector behind the door, both ways, against a real broker. */
class FlinkKafkaTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType(), VarCharType.STRING_TYPE}, new String[] {"id", "name"});
    private static final int ROWS = 300;

    @Test
    void whatTheSinkWritesTheSourceReads() {
        // Given a topic of three partitions
        EmbeddedKafka kafka = EmbeddedKafka.shared();
        kafka.createTopic("door", 3);
        Map<String, String> options = Map.of(
                "connector", "kafka",
                "topic", "door",
                "properties.bootstrap.servers", kafka.bootstrapServers(),
                "format", "json",
                "scan.startup.mode", "earliest-offset",
                "scan.bounded.mode", "latest-offset");

        // When rows are written by two writers of Flink's sink
        try (Sink sink = Doors.sink("kafka").create(Requests.sink(TYPE, options, 2))) {
            Rows.write(sink, TYPE, 2, ROWS);
        }

        // Then two readers of Flink's source give each of them once, with its metadata
        List<SourceRequest.Field> fields = new ArrayList<>(Requests.fields(TYPE));
        fields.add(new SourceRequest.Field("at", new IntType(), "partition"));
        SourceRequest request = Requests.source(fields, options, Map.of(), 2, 100, Long.MAX_VALUE);
        List<String> read = new ArrayList<>();
        try (Source source = Doors.source("kafka").create(request)) {
            assertThat(source.isBounded()).isTrue();
            List<SourceReader> readers = List.of(source.createReader(0), source.createReader(1));
            RowConverter converter = new RowConverter(request.rowType());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!readers.stream().allMatch(SourceReader::isFinished) && System.nanoTime() < end) {
                for (SourceReader reader : readers) {
                    Batch batch = reader.poll();
                    for (int i = 0; batch != null && i < batch.rowCount(); i++) {
                        org.apache.flink.types.Row row = converter.toRow(batch, i);
                        assertThat(row.<Integer>getFieldAs(2)).isBetween(0, 2);
                        read.add(row.getField(0) + " " + row.getField(1));
                    }
                }
            }
            readers.forEach(SourceReader::close);
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROWS).mapToObj(i -> i + " name " + i).toList());
    }
}
