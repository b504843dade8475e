package io.weir.connector.kafka;

import static io.weir.connector.kafka.EpochRun.committed;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.kafka.EpochRun.Saved;
import io.weir.connector.kafka.EpochRun.Setup;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.plan.NotNativeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of delivery promises, and does at the end of an epoch. */
class KafkaDeliveryTest {
    private static SinkRequest request(Map<String, String> options, Delivery delivery, boolean hasEpochs) {
        return new SinkRequest(
                "clicks",
                options,
                EpochRun.ID,
                List.of(),
                new int[] {0},
                List.of(),
                true,
                1,
                Map.of(),
                ZoneOffset.UTC,
                Clock.SYSTEM,
                name -> new PairsFormat(),
                false,
                Map.of(),
                () -> false,
                new EpochContext("delivery", delivery, hasEpochs));
    }

    private static Map<String, String> upsert(String topic) {
        Map<String, String> options = options(topic, "key.format", "pairs", "value.format", "pairs");
        options.remove("format");
        return options;
    }

    @ParameterizedTest
    @CsvSource({
        "EXACTLY_ONCE,true,,EXACTLY_ONCE,EXACTLY_ONCE",
        "AT_LEAST_ONCE,true,,AT_LEAST_ONCE,IDEMPOTENT",
        "AT_MOST_ONCE,true,,NONE,NONE",
        "AT_MOST_ONCE,false,,NONE,NONE",
        "EXACTLY_ONCE,false,,AT_LEAST_ONCE,IDEMPOTENT",
        "EXACTLY_ONCE,true,at-least-once,AT_LEAST_ONCE,IDEMPOTENT",
        "EXACTLY_ONCE,true,none,NONE,NONE",
        "AT_LEAST_ONCE,true,exactly-once,EXACTLY_ONCE,EXACTLY_ONCE"
    })
    void theTablesOptionComesBeforeThePipelines(
            Delivery wanted, boolean hasEpochs, String option, SinkGuarantee plain, SinkGuarantee upsert) {
        String topic = newTopic(1);
        Map<String, String> options = options(topic);
        Map<String, String> upsertOptions = upsert(topic);
        if (option != null) {
            options.put("sink.delivery-guarantee", option);
            upsertOptions.put("sink.delivery-guarantee", option);
        }
        try (Sink sink = new KafkaSinkFactory().create(request(options, wanted, hasEpochs))) {
            assertThat(sink.guarantee()).isEqualTo(plain);
            assertThat(sink.isDeciding()).isEqualTo(plain == SinkGuarantee.EXACTLY_ONCE);
        }
        try (Sink sink = new UpsertKafkaSinkFactory().create(request(upsertOptions, wanted, hasEpochs))) {
            assertThat(sink.guarantee()).isEqualTo(upsert);
        }
    }

    @Test
    void exactlyOnceWithoutEpochsIsLeftToFlink() {
        Map<String, String> options = options(newTopic(1), "sink.delivery-guarantee", "exactly-once");
        assertThatThrownBy(() -> new KafkaSinkFactory().create(request(options, Delivery.EXACTLY_ONCE, false)))
                .isInstanceOf(NotNativeException.class);
    }

    @Test
    void atLeastOnceAllIsThereWhenTheEpochIsPrepared() {
        String topic = newTopic(2);
        Map<String, String> options = options(topic, "sink.delivery-guarantee", "at-least-once");
        try (Sink sink = new KafkaSinkFactory().create(request(options, Delivery.EXACTLY_ONCE, true));
                SinkWriter writer = sink.createWriter(0)) {
            assertThat(writer.write(EpochRun.batch(0, 1000))).isTrue();

            assertThat(EpochRun.prepare(writer, 1)).isEmpty();

            assertThat(committed(topic)).hasSize(1000);
            sink.commit(1, List.of());
        }
    }

    @Test
    void atMostOnceNothingWaits() {
        String topic = newTopic(1);
        Map<String, String> options = options(topic, "properties.linger.ms", "60000");
        try (Sink sink = new KafkaSinkFactory().create(request(options, Delivery.AT_MOST_ONCE, true));
                SinkWriter writer = sink.createWriter(0)) {
            assertThat(writer.write(EpochRun.batch(0, 10))).isTrue();
            assertThat(writer.prepare(1)).isPresent();
            assertThat(committed(topic)).isEmpty();
            // At the end of the input all is handed over nevertheless.
            writer.finish();
            assertThat(committed(topic)).hasSize(10);
        }
    }

    @Test
    void rowsThatAreHeldBackBelongToTheirEpoch() {
        String topic = newTopic(1);
        Map<String, String> options = new HashMap<>(upsert(topic));
        options.put("sink.buffer-flush.max-rows", "1000");
        options.put("sink.buffer-flush.interval", "1 h");
        try (Sink sink = new UpsertKafkaSinkFactory(new TransactionRegistry())
                .create(request(options, Delivery.EXACTLY_ONCE, true))) {
            assertThat(sink.recover(0, List.of())).isTrue();
            try (SinkWriter writer = sink.createWriter(0)) {
                assertThat(writer.write(EpochRun.batch(0, 3))).isTrue();
                assertThat(writer.write(EpochRun.batch(1, 3))).isTrue();
                byte[] prepared = EpochRun.prepare(writer, 1);
                assertThat(committed(topic)).isEmpty();

                sink.commit(1, List.of(prepared));

                assertThat(committed(topic)).isEqualTo(EpochRun.numbers(4));
            }
        }
    }

    @Test
    void theLastEpochMayFollowTheEndOfTheInput() {
        String topic = newTopic(1);
        List<Saved> manifests = new ArrayList<>();
        try (EpochRun run = new EpochRun(Setup.of("end-" + topic, topic)).recover(manifests)) {
            run.write(3);
            run.writer(0).finish();
            Saved last = run.prepare();
            assertThat(committed(topic)).isEmpty();
            run.commit(last);
            assertThat(committed(topic)).hasSize(3);
        }
    }
}
