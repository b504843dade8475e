package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.BIGINT;
import static io.weir.connector.kafka.KafkaFixture.field;
import static io.weir.connector.kafka.KafkaFixture.options;
import static io.weir.connector.kafka.KafkaFixture.request;
import static io.weir.connector.kafka.KafkaFixture.sinkRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** A broker that goes away while it is read from and written to. */
class KafkaOutageTest {
    private static final RowType ID = RowType.of(new LogicalType[] {BIGINT}, new String[] {"id"});

    /** Each look at this clock finds that a second has passed. */
    private static final class FastClock implements Clock {
        private long nanos;

        @Override
        public long currentTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }

        @Override
        public long nanoTime() {
            nanos += TimeUnit.SECONDS.toNanos(1);
            return nanos;
        }
    }

    @Test
    void givesUpWithAMessage() {
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            broker.createTopic("clicks", 1);
            Map<String, String> options = options(
                    "clicks",
                    "properties.bootstrap.servers",
                    broker.bootstrapServers(),
                    "properties.default.api.timeout.ms",
                    "1000",
                    "properties.request.timeout.ms",
                    "500",
                    "properties.delivery.timeout.ms",
                    "1000",
                    "properties.max.block.ms",
                    "1000",
                    "scan.bounded.mode",
                    "specific-offsets",
                    "scan.bounded.specific-offsets",
                    "partition:0,offset:10");
            Batch batch = Columns.batch(ID, 1);
            ((LongColumn) batch.column(0)).set(0, 1);
            batch.setRowCount(1);
            try (Source source =
                            new KafkaSourceFactory().create(request(options, new FastClock(), field("id", BIGINT)));
                    SourceReader reader = source.createReader(0);
                    Sink sink = new KafkaSinkFactory().create(sinkRequest(options, ID, 1));
                    SinkWriter writer = sink.createWriter(0)) {
                writer.write(batch);
                while (reader.poll() == null) {
                    assertThat(reader.isFinished()).isFalse();
                }
                // There are fewer records than the end wants: as long as the broker is there, the reader waits for
                // more.
                for (int i = 0; i < 20; i++) {
                    assertThat(reader.poll()).isNull();
                }
                broker.process().destroyForcibly();
                broker.process().onExit().join();

                WeirException reading = catchThrowableOfType(WeirException.class, () -> {
                    while (reader.poll() == null) {
                        Thread.onSpinWait();
                    }
                });
                assertThat(reading.code()).isEqualTo(ErrorCode.CONNECTOR_UNREACHABLE);
                assertThat(reading.getMessage())
                        .startsWith("Kafka at " + broker.bootstrapServers()
                                + ": no answer while waiting for records of topic clicks");

                WeirException writing = catchThrowableOfType(WeirException.class, () -> {
                    writer.write(batch);
                    writer.finish();
                });
                assertThat(writing.code()).isEqualTo(ErrorCode.CONNECTOR_UNREACHABLE);
                assertThat(writing.getMessage()).contains("no answer while writing to topic clicks");
            }
        }
    }
}
