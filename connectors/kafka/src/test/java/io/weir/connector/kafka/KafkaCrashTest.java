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
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.plan.WeirException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Processes that are killed, and a broker that loses its patience. */
class KafkaCrashTest {
    /** Starts a process, kills it between prepare and commit, and gives what it has prepared. */
    private static List<Saved> killedBetweenPrepareAndCommit(String pipeline, String... topics) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DyingRun.class.getName(),
                KAFKA.bootstrapServers(),
                pipeline));
        command.addAll(List.of(topics));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Saved> saved = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null && saved.size() < 2; ) {
                if (line.startsWith("saved,")) {
                    saved.add(DyingRun.parse(line));
                }
                line = saved.size() < 2 ? output.readLine() : null;
            }
            assertThat(saved).as("what the process has said").hasSize(2);
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        return saved;
    }

    @Test
    void aProcessThatIsKilledBetweenManifestAndCommitLosesNothing() throws IOException {
        String first = newTopic(2);
        String second = newTopic(1);
        String pipeline = "killed-" + first;
        List<Saved> manifests = killedBetweenPrepareAndCommit(pipeline, first, second);
        assertThat(committed(first)).isEqualTo(numbers(10));

        Setup setup = Setup.of(pipeline, first, second);
        try (EpochRun run = new EpochRun(setup).recover(manifests)) {
            assertThat(run.epoch()).isEqualTo(1);
            run.epoch(15, manifests);
        }

        assertThat(committed(first)).isEqualTo(numbers(25));
        assertThat(committed(second)).isEqualTo(numbers(25));
    }

    @Test
    void aTransactionThatTheBrokerHasEndedFailsTheRunAndLosesNothing() {
        Map<String, String> impatient = Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        try (EmbeddedKafka broker = EmbeddedKafka.start(new EmbeddedKafka.Settings(0, 512, false, impatient))) {
            String servers = broker.bootstrapServers();
            broker.createTopic("clicks", 1);
            Map<String, String> options = options(
                    "clicks",
                    "properties.bootstrap.servers",
                    servers,
                    "properties.transaction.timeout.ms",
                    "1000",
                    "properties.max.block.ms",
                    "20000");
            Setup setup = new Setup("slow", 1, Map.of(), List.of(options));
            List<Saved> manifests = new ArrayList<>();
            EpochRun run = new EpochRun(setup).recover(manifests).epoch(2, manifests);
            Saved decided = run.write(2).prepare();
            manifests.add(decided);
            // A reader of committed records gets past the transaction only when the broker has ended it.
            sendElsewhere(servers);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (committed("clicks", servers).size() < 3) {
                assertThat(System.nanoTime())
                        .as("the transaction is still open")
                        .isLessThan(end);
            }

            WeirException failure = catchThrowableOfType(WeirException.class, () -> run.commit(decided));
            assertThat(failure.getMessage())
                    .startsWith("Kafka at " + servers
                            + ": the broker has ended the transaction while committing epoch 2: it was open for longer "
                            + "than 1000 ms");
            run.close();

            try (EpochRun next = new EpochRun(setup).recover(manifests)) {
                assertThat(next.epoch()).isEqualTo(1);
                next.epoch(2, manifests);
            }
            assertThat(committed("clicks", servers)).containsExactly(0L, 1L, 2L, 3L, 99L);
        }
    }

    private static void sendElsewhere(String servers) {
        try (EpochRun other = new EpochRun(new Setup(
                        "other", 1, Map.of(), List.of(options("clicks", "properties.bootstrap.servers", servers))))
                .recover(new ArrayList<>(List.of(new Saved(0, 99, List.of()))))) {
            other.write(1);
            other.commit(other.prepare());
        }
    }

    @Test
    void aTimeoutThatTheBrokerDoesNotAllowIsExplained() {
        String topic = newTopic(1);
        Setup setup = new Setup(
                "long-" + topic, 1, Map.of(), List.of(options(topic, "properties.transaction.timeout.ms", "3600000")));
        try (EpochRun run = new EpochRun(setup)) {
            assertThat(catchThrowableOfType(WeirException.class, () -> run.recover(new ArrayList<>()))
                            .getMessage())
                    .contains("the broker does not allow transactions to be open for that long")
                    .contains("transaction.max.timeout.ms");
        }
    }
}
