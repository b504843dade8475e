package io.weir.connector.kafka.broker;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The broker's own settings: those of a single node that is broker and controller. */
final class BrokerProperties {
    private BrokerProperties() {}

    /** Writes them; returns the port for clients. */
    static int write(Path directory, EmbeddedKafka.Settings settings) throws IOException {
        int port;
        int controllerPort;
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket clients = new ServerSocket(settings.port(), 1, loopback);
                ServerSocket controller = new ServerSocket(0, 1, loopback)) {
            port = clients.getLocalPort();
            controllerPort = controller.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + settings.port() + " is already in use: " + e.getMessage(), e);
        }
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("log.dirs", directory.resolve("data").toString());
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "2");
        properties.setProperty("num.recovery.threads.per.data.dir", "1");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // A lone voter need not wait for others, and the broker should notice quickly that it may serve.
        properties.setProperty("controller.quorum.election.timeout.ms", "100");
        properties.setProperty("controller.quorum.election.backoff.max.ms", "10");
        properties.setProperty("broker.heartbeat.interval.ms", "200");
        settings.properties().forEach(properties::setProperty);
        properties.setProperty(BrokerMain.KEEP, String.valueOf(settings.home().isPresent()));
        try (Writer writer = Files.newBufferedWriter(directory.resolve(EmbeddedKafka.PROPERTIES_FILE))) {
            properties.store(writer, null);
        }
        return port;
    }
}
