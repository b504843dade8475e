package io.weir.testing.faults;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.testing.kit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Kafka broker, a PostgreSQL if the pipeline needs one, and a folder; all of it goes when this is closed. */
final class Servers implements AutoCloseable {
    private final Path root;
    private final EmbeddedKafka broker;
    private final @Nullable PostgresServer database;

    private Servers(Path root, EmbeddedKafka broker, @Nullable PostgresServer database) {
        this.root = root;
        this.broker = broker;
        this.database = database;
    }

    /** Starts what a pipeline needs, with its topics and tables. */
    static Servers start(Scenario scenario) throws IOException {
        Path root = Files.createTempDirectory("weir-faults-");
        // A broker that was killed is taken back as soon as its old session has run out.
        EmbeddedKafka broker = EmbeddedKafka.start(
                new EmbeddedKafka.Settings(0, 512, false, Map.of("broker.session.timeout.ms", "1500")));
        scenario.inputs().forEach(topic -> broker.createTopic(topic, Scenario.PARTITIONS));
        scenario.outputTopics().forEach(topic -> broker.createTopic(topic, Scenario.PARTITIONS));
        PostgresServer database = null;
        if (scenario.usesDatabase()) {
            database = PostgresServer.create();
            database.execute(scenario.tables().toArray(String[]::new));
        }
        return new Servers(root, broker, database);
    }

    EmbeddedKafka broker() {
        return broker;
    }

    PostgresServer database() {
        if (database == null) {
            throw new IllegalStateException("this pipeline has no database");
        }
        return database;
    }

    /** A folder or file of this run. */
    Path folder(String name) {
        return root.resolve(name);
    }

    /** The options of a table that reads a topic. */
    String source(String topic) {
        return kafka(topic) + ", 'format' = 'json', 'scan.startup.mode' = 'earliest-offset',"
                + " 'properties.group.id' = 'faults'";
    }

    /** The options of a table that writes a topic. */
    String sink(String topic) {
        return kafka(topic) + ", 'format' = 'json'";
    }

    /** The options of a table that writes a topic by key. */
    String upsertSink(String topic) {
        return kafka(topic).replace("'connector' = 'kafka'", "'connector' = 'upsert-kafka'")
                + ", 'key.format' = 'json', 'value.format' = 'json'";
    }

    private String kafka(String topic) {
        return "'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s'"
                .formatted(topic, broker.bootstrapServers());
    }

    /** The options of a table that writes files, which are soon complete. */
    String files(String name) {
        return ("'connector' = 'filesystem', 'path' = '%s', 'format' = 'json',"
                        + " 'sink.rolling-policy.rollover-interval' = '1 s',"
                        + " 'sink.rolling-policy.check-interval' = '200 ms'")
                .formatted(folder(name));
    }

    /** The options of a table that writes a table of the database. */
    String table(String name) {
        return "'connector' = 'jdbc', 'url' = '%s', 'table-name' = '%s'"
                .formatted(database().url(), name);
    }

    @Override
    public void close() {
        broker.close();
        if (database != null) {
            database.close();
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
