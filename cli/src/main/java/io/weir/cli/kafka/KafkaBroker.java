package io.weir.cli.kafka;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The broker of a command: one of its own, in a child process, which goes on with what the one before it had; or
 * somebody else's.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final int PORT = 9092;
    private static final int ANSWER_LIMIT_MILLIS = 5_000;
    private static final String DATA = "kafka";
    private static final String PORT_FILE = "broker-port";
    private static final String LOCK = "broker-lock";

    private final String address;
    private final @Nullable EmbeddedKafka own;
    private final @Nullable FileChannel lock;

    private KafkaBroker(String address, @Nullable EmbeddedKafka own, @Nullable FileChannel lock) {
        this.address = address;
        this.own = own;
        this.lock = lock;
    }

    /**
     * What {@code --kafka} asks for.
     *
     * @param choice {@code embedded}, {@code embedded:PORT} or addresses
     * @param folder where a broker of our own keeps its data
     * @throws WeirException if it cannot be started, or does not answer
     */
    public static KafkaBroker open(String choice, Path folder) throws InterruptedException {
        KafkaChoice parsed = KafkaChoice.parse(choice);
        if (parsed.address().isPresent()) {
            check(parsed.address().get());
            return at(parsed.address().get());
        }
        // Topics of scripts in the making come and go: nobody has to make them first.
        return start(folder, parsed.port(), Map.of("auto.create.topics.enable", "true"));
    }

    /** Somebody else's, whether it answers or not. */
    public static KafkaBroker at(String address) {
        return new KafkaBroker(address, null, null);
    }

    /**
     * One of our own, with its data in this folder, at the port that it had there before, so that plans stay as they
     * are.
     *
     * @param port the one port that it may have; without, another is taken if somebody has its own
     */
    public static KafkaBroker start(Path folder, OptionalInt port, Map<String, String> properties) {
        FileChannel lock = lock(folder);
        EmbeddedKafka broker = null;
        boolean isStarted = false;
        try {
            int wanted = port.orElseGet(() -> portBefore(folder));
            EmbeddedKafka.Settings settings = new EmbeddedKafka.Settings(
                    wanted,
                    EmbeddedKafka.Settings.DEFAULT.heapMegabytes(),
                    false,
                    properties,
                    Optional.of(folder.resolve(DATA)));
            broker = start(settings, port.isPresent());
            String address = broker.bootstrapServers();
            Files.writeString(folder.resolve(PORT_FILE), address.substring(address.lastIndexOf(':') + 1));
            isStarted = true;
            return new KafkaBroker(address, broker, lock);
        } catch (IllegalStateException | UncheckedIOException | IOException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    String.valueOf(e.getMessage()),
                    folder.toString(),
                    "Look at " + folder.resolve(DATA).resolve("broker.log")
                            + ", or use another broker with --kafka HOST:PORT",
                    e);
        } finally {
            if (!isStarted) {
                if (broker != null) {
                    broker.close();
                }
                close(lock);
            }
        }
    }

    private static EmbeddedKafka start(EmbeddedKafka.Settings settings, boolean isFixed) {
        try {
            return EmbeddedKafka.start(settings);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("already in use")) {
                throw e;
            }
            if (isFixed) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "Port " + settings.port() + " cannot be had for the Kafka broker: another process has it",
                        "--kafka",
                        "Say embedded for any port that is free, or use what listens there with --kafka localhost:"
                                + settings.port(),
                        e);
            }
            return EmbeddedKafka.start(settings.at(0, settings.home().orElseThrow()));
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "The Kafka broker cannot keep its data: " + e.getMessage(),
                    folder.toString(),
                    "Give another folder with --state",
                    e);
        }
        throw new WeirException(
                ErrorCode.STATE_LOCKED,
                "Another process runs a Kafka broker with this folder",
                folder.toString(),
                "Stop it, or give this one a folder of its own with --state",
                null);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static int portBefore(Path folder) {
        try {
            Path file = folder.resolve(PORT_FILE);
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : PORT;
        } catch (IOException | NumberFormatException e) {
            // Then it begins as the first one did.
            return PORT;
        }
    }

    /** Returns once the broker has said something, whatever it is. */
    private static void check(String address) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_LIMIT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_LIMIT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "Kafka does not answer at " + address
                            + (cause.getMessage() == null ? "" : ": " + cause.getMessage()),
                    "--kafka",
                    "Start that broker, correct the address, or say --kafka embedded",
                    e);
        }
    }

    /** Where clients connect. */
    public String address() {
        return address;
    }

    /** Whether it was started here. */
    public boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
        if (lock != null) {
            close(lock);
        }
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
