package io.weir.connector.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final int LIMIT_SECONDS = 60;

    @Test
    void servesTopicsAndLeavesNothingBehind() throws Exception {
        Path directory;
        ProcessHandle process;
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            directory = kafka.directory();
            process = kafka.process();
            kafka.createTopic("clicks", 3, Map.of("cleanup.policy", "compact"));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                assertThat(admin.describeTopics(List.of("clicks"))
                                .allTopicNames()
                                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                                .get("clicks")
                                .partitions())
                        .hasSize(3);
            }
            assertThatThrownBy(() -> kafka.createTopic("clicks", 3)).hasMessageContaining("already exists");
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void goesOnWithItsDataAfterAKill() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            String address = kafka.bootstrapServers();
            kafka.createTopic("clicks", 3);

            kafka.kill();
            assertThat(kafka.process().isAlive()).isFalse();
            kafka.restart();

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                assertThat(admin.describeTopics(List.of("clicks"))
                                .allTopicNames()
                                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                                .get("clicks")
                                .partitions())
                        .hasSize(3);
            }
        }
    }

    @Test
    void goesOnWithWhatIsInItsHomeAtAnotherPort(@TempDir Path home) throws Exception {
        EmbeddedKafka.Settings settings = EmbeddedKafka.Settings.DEFAULT.at(0, home);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            kafka.createTopic("clicks", 3);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeTopics(List.of("clicks"))
                            .allTopicNames()
                            .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                            .get("clicks")
                            .partitions())
                    .hasSize(3);
        }
        assertThat(home.resolve("data")).exists();
    }

    @Test
    void endsWithAParentThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Optional<ProcessHandle> broker;
        Path directory;
        try (BufferedReader output = parent.inputReader()) {
            broker = ProcessHandle.of(Long.parseLong(output.readLine()));
            directory = Path.of(output.readLine());
            assertThat(broker.map(ProcessHandle::isAlive)).contains(true);
        } finally {
            parent.destroyForcibly();
        }
        ProcessHandle handle = broker.orElseThrow();
        handle.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(directory).doesNotExist();
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
            EmbeddedKafka.Settings settings = new EmbeddedKafka.Settings(port, 256, false, Map.of());
            assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                    .hasMessageContaining("Port " + port + " is already in use");
        }
    }

    @Test
    void saysWhyTheBrokerDidNotStart() {
        EmbeddedKafka.Settings settings = new EmbeddedKafka.Settings(0, 256, false, Map.of("process.roles", "acrobat"));
        assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("process.roles");
    }

    /** Starts a broker and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            EmbeddedKafka kafka = EmbeddedKafka.start();
            System.out.println(kafka.process().pid());
            System.out.println(kafka.directory());
            assertThat(Files.isDirectory(kafka.directory())).isTrue();
            Thread.sleep(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }
    }
}
