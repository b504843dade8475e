package io.weir.connector.kafka.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * The broker's process: formats the storage, runs one Kafka node as broker and controller, and ends with its parent.
 *
 * <p>It is told everything by one properties file, says {@link #READY} on standard output when clients may connect, and
 * halts as soon as its standard input ends: the parent holds the other end of that pipe, so however the parent ends,
 * the broker ends too. What it kept is then worthless and is deleted, unless the properties say that it is kept. A
 * broker that is killed leaves its data too, and a process that is started again goes on with it, as soon as the one
 * before is gone.
 */
final class BrokerMain {
    /** The line that says that the broker takes connections. */
    static final String READY = "ready";
    /** The property that says whether the data outlives the broker. */
    static final String KEEP = "weir.keep";

    private static final String LOCK_FILE = "broker.lock";

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        System.setOut(System.err);
        Path directory = Path.of(args[0]);
        ignoreInterrupt();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve(EmbeddedKafka.PROPERTIES_FILE))) {
            properties.load(reader);
        }
        boolean isKept = Boolean.parseBoolean(String.valueOf(properties.remove(KEEP)));
        Thread watch = new Thread(() -> awaitEndOfInput(directory, isKept), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        awaitPredecessor(directory);

        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        if (!Files.exists(Path.of(config.metadataLogDir(), "meta.properties"))) {
            format(config);
        }
        new KafkaRaftServer(config, Time.SYSTEM).startup();
        parent.println(READY);
        parent.flush();
    }

    /** Waits until a broker whose parent has just died is gone as well; the lock goes with this process. */
    private static void awaitPredecessor(Path directory) throws IOException {
        FileChannel lock =
                FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.lock() == null) {
            throw new IOException("no lock on " + directory);
        }
    }

    private static void format(KafkaConfig config) throws Exception {
        try (PrintStream quiet = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(config.nodeId())
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(config.metadataLogDir())
                    .addDirectory(config.metadataLogDir())
                    .run();
        }
    }

    /** Ctrl-C reaches all processes of a terminal; the parent must be able to finish its work with a living broker. */
    private static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("Ctrl-C will stop the broker at once: " + e);
        }
    }

    private static void awaitEndOfInput(Path directory, boolean isKept) {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("The pipe to the parent is broken: " + e);
        }
        if (!isKept) {
            EmbeddedKafka.deleteRecursively(directory);
        }
        Runtime.getRuntime().halt(0);
    }
}
