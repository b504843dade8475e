package io.weir.cli.demo;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo's broker: one of its own, which goes on with what it had, or somebody else's. */
final class DemoBroker implements AutoCloseable {
    private static final int PORT = 9092;

    private final String address;
    private final @Nullable EmbeddedKafka own;

    private DemoBroker(String address, @Nullable EmbeddedKafka own) {
        this.address = address;
        this.own = own;
    }

    static DemoBroker start(DemoHome home, Optional<String> other) {
        if (other.isPresent()) {
            return new DemoBroker(other.get(), null);
        }
        try {
            EmbeddedKafka broker = start(home);
            String address = broker.bootstrapServers();
            home.keepBrokerPort(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
            return new DemoBroker(address, broker);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    String.valueOf(e.getMessage()),
                    "",
                    "Begin anew with --fresh, or use another broker with --kafka HOST:PORT",
                    e);
        }
    }

    /** At the port that it had, so that plans stay as they are; at any if somebody has that by now. */
    private static EmbeddedKafka start(DemoHome home) {
        int before = home.brokerPort();
        try {
            return EmbeddedKafka.start(EmbeddedKafka.Settings.DEFAULT.at(before == 0 ? PORT : before, home.broker()));
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("already in use")) {
                throw e;
            }
            return EmbeddedKafka.start(EmbeddedKafka.Settings.DEFAULT.at(0, home.broker()));
        }
    }

    String address() {
        return address;
    }

    boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
