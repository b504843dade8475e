package io.weir.connector.kafka;

import io.weir.plan.WeirException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Makes the clients that ask about and change groups. */
final class KafkaAdmins {
    private KafkaAdmins() {}

    /**
     * A client with the table's {@code properties.*}.
     *
     * @throws WeirException if the properties do not allow one
     */
    static Admin create(KafkaTable table) {
        Map<String, Object> config = new HashMap<>(table.properties());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, config.getOrDefault("client.id", "weir") + "-admin");
        try {
            return Admin.create(config);
        } catch (KafkaException | IllegalArgumentException e) {
            throw KafkaFailures.of(table, "connecting", e);
        }
    }
}
