package io.weir.connector.kafka.broker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A real Kafka broker in a process of its own: one node that is broker and controller, with its data in a temporary
 * directory.
 *
 * <p>A process and not a thread, because Kafka's server is written for another Scala than Flink's planner, and because
 * a benchmark must not measure the broker's garbage with its own.
 *
 * <p><b>Life.</b> {@link #start} returns when clients can connect. {@link #close} stops the process and deletes the
 * data; so does the end of this JVM, even by {@code kill -9}: the broker watches the pipe to its parent. Nothing
 * survives, except that a broker which was {@linkplain #kill killed} may be {@linkplain #restart started again}; and
 * that the data of one with a {@linkplain Settings#home home} stays there, for the next one with that home.
 */
public final class EmbeddedKafka implements AutoCloseable {
    static final String PROPERTIES_FILE = "broker.properties";

    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_LIMIT_SECONDS = 10;
    private static final long CREATE_LIMIT_SECONDS = 30;
    private static final int START_ATTEMPTS_MAX = 3;
    private static final int LOG_TAIL_CHARS = 2000;

    private final Settings settings;
    private final Path directory;
    private final String bootstrapServers;
    private final Thread hook;
    private volatile Process process;

    private EmbeddedKafka(Settings settings, Process process, Path directory, String bootstrapServers) {
        this.settings = settings;
        this.process = process;
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
        hook = new Thread(this::stop, "kafka-broker-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a broker with the default settings. */
    public static EmbeddedKafka start() {
        return start(Settings.DEFAULT);
    }

    /**
     * Starts a broker.
     *
     * @throws IllegalStateException if it does not come up, with what it wrote last
     */
    public static EmbeddedKafka start(Settings settings) {
        IllegalStateException failure = null;
        for (int attempt = 0; attempt < START_ATTEMPTS_MAX; attempt++) {
            try {
                return startOnce(settings);
            } catch (IllegalStateException e) {
                // Somebody else may have taken the port between our choice and the broker's start.
                if (!String.valueOf(e.getMessage()).contains("already in use") || settings.port() != 0) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                throw new UncheckedIOException("The Kafka broker cannot be started: " + e.getMessage(), e);
            }
        }
        throw new IllegalStateException("No free port for the Kafka broker was found", failure);
    }

    /** The broker that everybody in this JVM shares, for tests; started by the first call, stopped with the JVM. */
    public static EmbeddedKafka shared() {
        return Shared.BROKER;
    }

    private static final class Shared {
        static final EmbeddedKafka BROKER = start();
    }

    /** Where clients connect: host and port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker's process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** The directory with the broker's data and its log; it is deleted with the broker, unless it is its home. */
    public Path directory() {
        return directory;
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic with settings of its own, for instance {@code cleanup.policy}, and waits until it can be used.
     */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
            admin.createTopics(List.of(topic)).all().get(CREATE_LIMIT_SECONDS, TimeUnit.SECONDS);
            awaitLeaders(admin, name, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The topic " + name + " cannot be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topic " + name + " was created", e);
        }
    }

    /** The broker knows and leads the partitions of a new topic a moment later; it answers this question only then. */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        long startNanos = System.nanoTime();
        while (true) {
            try {
                admin.listOffsets(ends).all().get(CREATE_LIMIT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                boolean mayPass = e.getCause() instanceof RetriableException;
                if (!mayPass || System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(CREATE_LIMIT_SECONDS)) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Ends the broker as a loss of power would; its data stay, for {@link #restart}. */
    public void kill() {
        Process current = process;
        current.destroyForcibly();
        current.onExit().join();
    }

    /** Starts the broker again after {@link #kill}, with its data and at the same address. */
    public void restart() {
        try {
            process = launch(directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The Kafka broker cannot be started again: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs or has run, and stopping twice does no harm.
            return;
        }
    }

    private void stop() {
        stop(process);
        settings.clean(directory);
    }

    /** The end of its standard input stops the broker. */
    private static void stop(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            process.destroyForcibly();
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static EmbeddedKafka startOnce(Settings settings) throws IOException {
        Path directory = settings.home().isPresent()
                ? Files.createDirectories(settings.home().get().toAbsolutePath())
                : Files.createTempDirectory("weir-kafka-");
        try {
            int port = BrokerProperties.write(directory, settings);
            return new EmbeddedKafka(settings, launch(directory, settings), directory, "127.0.0.1:" + port);
        } catch (IOException | RuntimeException e) {
            settings.clean(directory);
            throw e;
        }
    }

    /** Starts the process and waits until clients can connect. */
    private static Process launch(Path directory, Settings settings) throws IOException {
        Path log = directory.resolve("broker.log");
        Process process = new ProcessBuilder(command(directory, settings))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            awaitReady(process, log);
            return process;
        } catch (IOException | RuntimeException e) {
            stop(process);
            throw e;
        }
    }

    private static List<String> command(Path directory, Settings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heapMegabytes() + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=" + (settings.isForThroughput() ? 4 : 1));
        command.add("-Djava.awt.headless=true");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath()));
        command.add(BrokerMain.class.getName());
        command.add(directory.toString());
        return command;
    }

    /**
     * The class path of the broker: this class, and Kafka's jars in the folder {@code broker} beside the folder or jar
     * that this class comes from (target/classes and target/broker; lib/weir-kafka-broker.jar and broker).
     */
    private static List<String> classPath() {
        try {
            Path own = Path.of(EmbeddedKafka.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path beside = own.getParent(); beside != null; beside = beside.getParent()) {
                Path jars = beside.resolve("broker");
                if (Files.isDirectory(jars) && !jars.equals(own)) {
                    return List.of(own.toString(), jars.resolve("*").toString());
                }
                if (!beside.equals(own.getParent())) {
                    break;
                }
            }
            throw new IllegalStateException(
                    "The Kafka broker's jars are missing: no folder named broker beside " + own + ". Build Weir again");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of " + EmbeddedKafka.class + " cannot be read", e);
        }
    }

    private static void awaitReady(Process process, Path log) throws IOException {
        InputStream output = process.getInputStream();
        StringBuilder said = new StringBuilder();
        long startNanos = System.nanoTime();
        while (said.indexOf(BrokerMain.READY) < 0) {
            boolean isAlive = process.isAlive();
            if (output.available() > 0) {
                said.append(new String(output.readNBytes(output.available()), StandardCharsets.UTF_8));
                continue;
            }
            if (!isAlive) {
                throw new IllegalStateException("The Kafka broker ended while starting:\n" + tail(log));
            }
            if (System.nanoTime() - startNanos > START_LIMIT_NANOS) {
                throw new IllegalStateException("The Kafka broker did not start within "
                        + TimeUnit.NANOSECONDS.toSeconds(START_LIMIT_NANOS) + " s:\n" + tail(log));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the Kafka broker", e);
        }
    }

    private static String tail(Path log) throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(Math.max(0, text.length() - LOG_TAIL_CHARS));
    }

    static void deleteRecursively(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The broker deletes it too; a temporary file that is left behind is no failure of the work done.
            return;
        }
    }

    /**
     * How a broker is started.
     *
     * @param port the port for clients, 0 for any free one
     * @param heapMegabytes the greatest size of the broker's heap
     * @param isForThroughput true to let the broker's code be compiled for speed, which a benchmark wants; false for
     *     the quickest start
     * @param properties settings of the broker, which win over ours
     * @param home the directory for its data, which stay there; without, a temporary one
     */
    public record Settings(
            int port, int heapMegabytes, boolean isForThroughput, Map<String, String> properties, Optional<Path> home) {
        /** Any port, 512 MB, quick to start. */
        public static final Settings DEFAULT = new Settings(0, 512, false, Map.of());

        public Settings {
            properties = Map.copyOf(properties);
        }

        /** Settings of a broker whose data nobody needs tomorrow. */
        public Settings(int port, int heapMegabytes, boolean isForThroughput, Map<String, String> properties) {
            this(port, heapMegabytes, isForThroughput, properties, Optional.empty());
        }

        private void clean(Path directory) {
            if (home.isEmpty()) {
                deleteRecursively(directory);
            }
        }

        /** The same, at a port and with a directory whose data the next broker goes on with. */
        public Settings at(int clientPort, Path directory) {
            return new Settings(clientPort, heapMegabytes, isForThroughput, properties, Optional.of(directory));
        }
    }
}
