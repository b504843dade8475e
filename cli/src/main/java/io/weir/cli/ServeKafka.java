package io.weir.cli;

import io.weir.cli.kafka.KafkaBroker;
import io.weir.server.ServerOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The broker on which a server's Kafka tables are, if its command line names one. */
final class ServeKafka implements AutoCloseable {
    private static final String PROPERTIES = "weir.kafka.properties.";
    private static final String STATE_DEFAULT = ".weir";
    /** Beside the folders of pipelines, whose names do not begin so. */
    private static final String FOLDER = ".kafka";

    private final @Nullable KafkaBroker broker;

    private final String kind;

    private ServeKafka(@Nullable KafkaBroker broker, String kind) {
        this.broker = broker;
        this.kind = kind;
    }

    /**
     * Starts it, or looks whether it answers.
     *
     * @param choice what {@code --kafka} says; null for the brokers that the tables name
     * @param state where pipelines keep their epochs; if that is a bucket, the broker's data are in {@code .weir}
     */
    static ServeKafka open(@Nullable String choice, String state) throws InterruptedException {
        if (choice == null) {
            return new ServeKafka(null, "");
        }
        Path folder = Path.of(state.contains("://") ? STATE_DEFAULT : state).resolve(FOLDER);
        KafkaBroker broker = KafkaBroker.open(choice, folder);
        return new ServeKafka(broker, broker.isOwn() ? ", started here, with its data in " + folder : "");
    }

    /** A line that says where it is. */
    Optional<String> place() {
        return Optional.ofNullable(broker).map(known -> "weir: Kafka is at " + known.address() + kind);
    }

    /** The options of a server whose Kafka tables are on this broker. */
    ServerOptions added(ServerOptions options) {
        if (broker == null) {
            return options;
        }
        ServerOptions added = options.withConfiguration(PROPERTIES + "bootstrap.servers", broker.address());
        return broker.isOwn() ? added.withConfiguration(PROPERTIES + "allow.auto.create.topics", "true") : added;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
