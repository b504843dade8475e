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
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exactly-once: transactions that span all sinks, and the decision that a dead process leaves behind. */
class KafkaTransactionsTest {
    /** Where a process dies in its second epoch. */
    private enum Crash {
        BEFORE_PREPARE(false),
        BETWEEN_PREPARE_AND_MANIFEST(false),
        BETWEEN_MANIFEST_AND_COMMIT(false),
        /** All of the sinks' commits were asked for; the process never learnt that they were done. */
        AFTER_COMMIT(true),
        /** Rows of the third epoch had been sent as well. */
        AFTER_COMMIT_WITH_MORE_ROWS(true);

        private final boolean isCommitted;

        Crash(boolean isCommitted) {
            this.isCommitted = isCommitted;
        }
    }

    private static void epochUntil(EpochRun run, Crash crash, int count, List<Saved> manifests) {
        run.write(count);
        if (crash == Crash.BEFORE_PREPARE) {
            return;
        }
        Saved saved = run.prepare();
        if (crash == Crash.BETWEEN_PREPARE_AND_MANIFEST) {
            return;
        }
        manifests.add(saved);
        if (crash == Crash.BETWEEN_MANIFEST_AND_COMMIT) {
            return;
        }
        run.commit(saved);
        if (crash == Crash.AFTER_COMMIT_WITH_MORE_ROWS) {
            run.write(count);
        }
    }

    private static WeirException failing(Runnable call) {
        return catchThrowableOfType(WeirException.class, call::run);
    }

    @Test
    void anEpochIsVisibleInAllTopicsOrInNone() {
        String first = newTopic(2);
        String second = newTopic(3);
        Setup setup = new Setup("both-" + first, 2, Map.of(), List.of(options(first), options(second)));
        try (EpochRun run = new EpochRun(setup).recover(new ArrayList<>())) {
            assertThat(run.sink(0).isDeciding()).isTrue();
            assertThat(run.sink(0).guarantee()).isEqualTo(SinkGuarantee.EXACTLY_ONCE);
            run.write(5).write(5);
            assertThat(committed(first)).isEmpty();
            Saved saved = run.prepare();
            // The next epoch flows while this one is not committed.
            run.write(3);
            assertThat(committed(first)).isEmpty();
            assertThat(committed(second)).isEmpty();

            run.sink(0).commit(saved.epoch(), saved.prepared().get(0));

            assertThat(committed(first)).isEqualTo(numbers(10));
            assertThat(committed(second)).isEqualTo(numbers(10));
            run.commit(saved);
            run.commit(run.prepare());
            assertThat(committed(second)).isEqualTo(numbers(13));
        }
    }

    @Test
    void theRowsOfTheEpochAfterTheNextWait() {
        String topic = newTopic(1);
        try (EpochRun run = new EpochRun(Setup.of("wait-" + topic, topic)).recover(new ArrayList<>())) {
            Saved one = run.write(1).prepare();
            Saved two = run.write(1).prepare();
            assertThat(run.writer(0).write(EpochRun.batch(2, 1))).isFalse();
            assertThat(failing(() -> run.commit(two)).getMessage()).contains("an epoch before it is prepared");

            run.commit(one);

            run.write(1);
            run.commit(two);
            assertThat(committed(topic)).isEqualTo(numbers(2));
        }
        // What was not prepared when it was closed is not visible, and nobody has to wait for it.
        assertThat(committed(topic)).isEqualTo(numbers(2));
        KafkaFixture.send(topic, 0, "id=2");
        assertThat(committed(topic)).isEqualTo(numbers(3));
    }

    @ParameterizedTest
    @EnumSource(Crash.class)
    void noCrashLosesOrDoublesARow(Crash crash) {
        String first = newTopic(2);
        String second = newTopic(1);
        Setup setup = Setup.of("crash-" + first, first, second);
        List<Saved> manifests = new ArrayList<>();
        EpochRun dead = new EpochRun(setup).recover(manifests).epoch(10, manifests);
        epochUntil(dead, crash, 10, manifests);

        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            assertThat(run.epoch()).isEqualTo(crash.isCommitted ? 2 : 1);
            assertThat(run.position()).isEqualTo(crash.isCommitted ? 20 : 10);
            assertThat(committed(first)).isEqualTo(numbers(run.position()));
            run.epoch(10, manifests).epoch(10, manifests);
            assertThat(committed(first)).isEqualTo(numbers(run.position()));
            assertThat(committed(second)).isEqualTo(numbers(run.position()));
        }
        dead.close();
        assertThat(committed(first))
                .hasSize((int) manifests.get(manifests.size() - 1).position());
    }

    @Test
    @Tag("slow")
    void manyCrashesLoseAndDoubleNothing() {
        crashAgainAndAgain(20, 20);
    }

    @Test
    void someCrashesLoseAndDoubleNothing() {
        crashAgainAndAgain(7, 6);
    }

    private static void crashAgainAndAgain(long seed, int rounds) {
        String first = newTopic(2);
        String second = newTopic(2);
        Setup setup = new Setup("rounds-" + first, 2, Map.of(), List.of(options(first), options(second)));
        List<Saved> manifests = new ArrayList<>();
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            EpochRun run = new EpochRun(setup).recover(manifests);
            assertThat(committed(first)).as("seed %s, round %s", seed, round).isEqualTo(numbers(run.position()));
            assertThat(committed(second)).as("seed %s, round %s", seed, round).isEqualTo(numbers(run.position()));
            for (int epochs = random.nextInt(3); epochs > 0; epochs--) {
                run.epoch(random.nextInt(3) * 7, manifests);
            }
            epochUntil(run, Crash.values()[random.nextInt(Crash.values().length)], random.nextInt(4) * 5, manifests);
        }
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            run.epoch(1, manifests);
            assertThat(run.position()).isPositive();
            assertThat(committed(first)).isEqualTo(numbers(run.position()));
            assertThat(committed(second)).isEqualTo(numbers(run.position()));
        }
    }

    @Test
    void aZombieCannotCommit() {
        String topic = newTopic(1);
        Setup setup = Setup.of("zombie-" + topic, topic);
        List<Saved> manifests = new ArrayList<>();
        EpochRun zombie = new EpochRun(setup).recover(manifests).epoch(1, manifests);
        Saved late = zombie.write(1).prepare();
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            assertThat(failing(() -> zombie.commit(late)).getMessage())
                    .isEqualTo("Kafka at " + KAFKA.bootstrapServers() + ": another process has taken over the "
                            + "transactions named 'weir-zombie-" + topic + "' while committing epoch 2: it runs the "
                            + "same pipeline, or one of the same name. Stop one of them, or give them names or "
                            + "'sink.transactional-id-prefix'es of their own");
            run.epoch(1, manifests);
            assertThat(failing(() -> zombie.write(1).prepare()).getMessage())
                    .contains("another process has taken over");
            assertThat(committed(topic)).isEqualTo(numbers(2));
        }
        zombie.close();
        assertThat(committed(topic)).isEqualTo(numbers(2));
    }

    @Test
    void twoClustersAreRefused() {
        String topic = newTopic(1);
        Map<String, String> other = options(
                topic, "properties.bootstrap.servers", KAFKA.bootstrapServers().replace("127.0.0.1", "localhost"));
        Setup setup = new Setup("clusters-" + topic, 1, Map.of(), List.of(options(topic), other));
        assertThat(failing(() -> new EpochRun(setup)).getMessage())
                .contains("the pipeline writes exactly once to Kafka at " + KAFKA.bootstrapServers()
                        + " already, and no" + " transaction covers two clusters")
                .contains("'sink.delivery-guarantee' = 'at-least-once'");

        Map<String, String> apart = new HashMap<>(other);
        apart.put("sink.delivery-guarantee", "at-least-once");
        List<Saved> manifests = new ArrayList<>();
        Setup allowed = new Setup("clusters-" + topic, 1, Map.of(), List.of(options(topic), apart));
        try (EpochRun run = new EpochRun(allowed).recover(manifests)) {
            run.write(1);
            assertThat(run.sink(1).isDeciding()).isFalse();
            Saved saved = run.prepare();
            run.commit(saved);
            assertThat(committed(topic)).containsExactly(0L, 0L);
        }
    }

    @Test
    void aSecondRunInTheSameProcessIsRefused() {
        String topic = newTopic(1);
        Setup setup = Setup.of("twice-" + topic, topic);
        TransactionRegistry registry = new TransactionRegistry();
        try (EpochRun run = new EpochRun(setup, registry, Clock.SYSTEM).recover(new ArrayList<>())) {
            assertThat(run.epoch()).isZero();
            assertThat(failing(() -> new EpochRun(setup, registry, Clock.SYSTEM))
                            .getMessage())
                    .contains("a run of the pipeline 'twice-" + topic + "' is under way in this process");
        }
        new EpochRun(setup, registry, Clock.SYSTEM).close();
    }

    @Test
    void aRecordThatIsRefusedNamesItsTopic() {
        String topic = newTopic(1);
        String other = newTopic(1);
        Map<String, String> small = options(topic, "properties.max.request.size", "80");
        Setup setup = new Setup("refused-" + topic, 1, Map.of(), List.of(small, options(other)));
        try (EpochRun run = new EpochRun(setup).recover(new ArrayList<>())) {
            assertThat(failing(() -> {
                                run.write(1);
                                run.prepare();
                            })
                            .getMessage())
                    .contains("a record is too large");
        }
        assertThat(committed(topic)).isEmpty();
    }

    @Test
    void aRunOfManyRowsIsWhole() {
        String topic = newTopic(4);
        Setup setup = new Setup("many-" + topic, 4, Map.of(), List.of(options(topic)));
        List<Saved> manifests = new ArrayList<>();
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            Stream.of(20_000, 1, 30_000, 7).forEach(count -> run.epoch(count, manifests));
        }
        assertThat(committed(topic)).isEqualTo(numbers(50_008));
    }
}
