package io.weir.cli.move;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.table.PlanTable;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at how topics are kept whose records are to be read again. */
final class TopicChecks {
    private static final long ANSWER_SECONDS_MAX = 60;

    private final PlanTable table;
    private final Properties properties;

    TopicChecks(PlanTable table, Properties properties) {
        this.table = table;
        this.properties = properties;
    }

    /**
     * Refuses topics of which records vanish although later ones and earlier ones are kept: nothing says that they did.
     */
    void refuseCompacted(Collection<String> topics) {
        Collection<ConfigResource> wanted = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin admin = Admin.create(properties)) {
            Map<ConfigResource, Config> found =
                    admin.describeConfigs(wanted).all().get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            found.forEach((topic, config) -> {
                ConfigEntry policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
                if (policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    throw new WeirException(
                            ErrorCode.CONNECTOR_FAILED,
                            "Topic " + topic.name() + " is compacted ('cleanup.policy' = '" + policy.value()
                                    + "'): rows of windows that are still open may be gone from it",
                            "table " + table.identifier(),
                            "Run it on here, or read a topic that is not compacted",
                            null);
                }
            });
        } catch (ExecutionException e) {
            throw new KafkaException("the configuration of " + topics + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("the configuration of " + topics + " does not come", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "Interrupted while Kafka was asked", "", "", e);
        }
    }
}
