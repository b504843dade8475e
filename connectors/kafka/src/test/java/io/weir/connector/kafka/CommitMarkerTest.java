package io.weir.connector.kafka;

import static io.weir.connector.kafka.EpochRun.committed;
import static io.weir.connector.kafka.EpochRun.numbers;
import static io.weir.connector.kafka.KafkaFixture.KAFKA;
import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.connector.kafka.EpochRun.Saved;
import io.weir.connector.kafka.EpochRun.Setup;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;

/** What a later run learns from the marker in Kafka, and what it does when the marker does not say it. */
class CommitMarkerTest {
    private static WeirException failing(Runnable call) {
        return catchThrowableOfType(WeirException.class, call::run);
    }

    @Test
    void epochsWithoutRowsKeepTheDecision() {
        String topic = newTopic(1);
        String silent = newTopic(1);
        Setup setup = Setup.of("empty-" + topic, topic, silent);
        List<Saved> manifests = new ArrayList<>();
        EpochRun dead = new EpochRun(setup).recover(manifests);
        dead.epoch(0, manifests).epoch(4, manifests).epoch(0, manifests);
        manifests.add(dead.prepare());

        EpochRun next = new EpochRun(setup).recover(manifests);
        assertThat(next.epoch()).isEqualTo(4);
        manifests.add(next.write(3).prepare());

        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            assertThat(run.epoch()).isEqualTo(4);
            run.epoch(3, manifests);
            assertThat(committed(topic)).isEqualTo(numbers(7));
        }
    }

    @Test
    void anOlderEpochCanBeGoneBackTo() {
        String topic = newTopic(1);
        Setup setup = Setup.of("back-" + topic, topic);
        List<Saved> manifests = new ArrayList<>();
        new EpochRun(setup)
                .recover(manifests)
                .epoch(1, manifests)
                .epoch(1, manifests)
                .epoch(1, manifests);
        List<Saved> savepoint = new ArrayList<>(manifests.subList(0, 1));

        // What came after the savepoint shows again; but the decision about the epochs that follow is right.
        EpochRun dead = new EpochRun(setup).recover(savepoint);
        assertThat(dead.epoch()).isEqualTo(1);
        savepoint.add(dead.write(1).prepare());

        try (EpochRun run = new EpochRun(setup).recover(savepoint)) {
            assertThat(run.epoch()).isEqualTo(1);
            run.epoch(1, savepoint);
            assertThat(committed(topic)).containsExactly(0L, 1L, 1L, 2L);
        }
    }

    @Test
    void aRunThatBeginsAnewForgetsTheMarker() {
        String topic = newTopic(1);
        Setup setup = Setup.of("anew-" + topic, topic);
        List<Saved> old = new ArrayList<>();
        new EpochRun(setup).recover(old).epoch(1, old).epoch(1, old).epoch(1, old);

        List<Saved> manifests = new ArrayList<>();
        manifests.add(new EpochRun(setup).recover(manifests).write(5).prepare());
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            assertThat(run.epoch()).isZero();
        }
        // The old state is no longer what Kafka knows about.
        try (EpochRun run = new EpochRun(setup)) {
            assertThat(failing(() -> run.recover(old)).getMessage())
                    .contains("whether epoch 3 was committed cannot be told")
                    .contains("'weir-anew-" + topic + "'");
        }
    }

    @Test
    void aMarkerThatIsGoneIsAskedFor() throws Exception {
        String topic = newTopic(1);
        List<Saved> manifests = new ArrayList<>();
        EpochRun dead = new EpochRun(Setup.of("gone-" + topic, topic)).recover(manifests);
        dead.epoch(1, manifests).epoch(1, manifests);
        deleteGroup("weir-gone-" + topic + "-epochs");

        try (EpochRun run = new EpochRun(Setup.of("gone-" + topic, topic))) {
            assertThat(failing(() -> run.recover(manifests)).getMessage())
                    .contains("whether epoch 2 was committed cannot be told: the consumer group 'weir-gone-" + topic
                            + "-epochs' that marks it is gone")
                    .contains("SET 'weir.kafka.missing-marker' = 'committed' or 'not-committed'");
        }
        try (EpochRun run =
                new EpochRun(Setup.of("gone-" + topic, Map.of("weir.kafka.missing-marker", "committed"), topic))) {
            assertThat(run.recover(manifests).epoch()).isEqualTo(2);
        }
        deleteGroup("weir-gone-" + topic + "-epochs");
        Map<String, String> notCommitted = Map.of("weir.kafka.missing-marker", "not-committed");
        try (EpochRun run = new EpochRun(Setup.of("gone-" + topic, notCommitted, topic))) {
            assertThat(run.recover(manifests).epoch()).isZero();
        }
        assertThat(failing(() -> new EpochRun(Setup.of("p", Map.of("weir.kafka.missing-marker", "x"), topic)))
                        .getMessage())
                .isEqualTo("configuration 'weir.kafka.missing-marker': 'x' is not understood. "
                        + "It must be fail, committed or not-committed");
    }

    private static void deleteGroup(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void theMarkerIsRenewedWhileThereAreNoRows() throws Exception {
        String topic = newTopic(1);
        long[] nanos = {System.nanoTime()};
        Clock clock = new Clock() {
            @Override
            public long currentTimeMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanoTime() {
                return nanos[0];
            }
        };
        List<Saved> manifests = new ArrayList<>();
        Setup setup = Setup.of("idle-" + topic, topic);
        try (EpochRun run = new EpochRun(setup, new TransactionRegistry(), clock).recover(manifests)) {
            run.epoch(1, manifests);
            deleteGroup("weir-idle-" + topic + "-epochs");
            run.epoch(0, manifests);
            assertThat(markers("weir-idle-" + topic + "-epochs")).isEmpty();

            nanos[0] += TimeUnit.HOURS.toNanos(2);
            run.epoch(0, manifests);

            assertThat(markers("weir-idle-" + topic + "-epochs")).hasSize(1).allMatch(text -> text.endsWith(":3"));
            run.epoch(2, manifests);
            assertThat(committed(topic)).isEqualTo(numbers(3));
        }
    }

    private static List<String> markers(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .map(offset -> offset.metadata())
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    @Test
    void thePrefixNamesTransactionsAndGroup() throws Exception {
        String topic = newTopic(1);
        String other = newTopic(1);
        Map<String, String> first = options(topic, "sink.transactional-id-prefix", "zz-" + topic);
        Map<String, String> second = options(other, "sink.transactional-id-prefix", "aa-" + topic);
        List<Saved> manifests = new ArrayList<>();
        Setup setup = new Setup("prefix-" + topic, 1, Map.of(), List.of(first, second));
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            run.epoch(1, manifests);
            // One for each topic, so that the marker outlives one of them.
            assertThat(markers("aa-" + topic + "-epochs")).hasSize(2).allMatch(text -> text.endsWith(":1"));
            try (KafkaProducer<byte[], byte[]> thief =
                    KafkaFixture.producer(Map.of("transactional.id", "aa-" + topic + "-0"))) {
                thief.initTransactions();
                assertThat(failing(() -> run.epoch(1, manifests)).getMessage()).contains("another process");
            }
        }
    }
}
