package io.weir.cli.demo;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the demo on somebody else's broker. */
final class DemoTopic {
    private static final int LIMIT_MILLIS = 5_000;

    private DemoTopic() {}

    /** Makes the topic if it is not there; throws if the broker does not answer. */
    static void ensure(String broker, String topic, int partitions) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unreachable(broker, e);
            }
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(broker, e);
        }
    }

    private static WeirException unreachable(String broker, Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new WeirException(
                ErrorCode.CONNECTOR_UNREACHABLE,
                "Kafka at " + broker + " cannot be used" + (root.getMessage() == null ? "" : ": " + root.getMessage()),
                "",
                "Check the address, or leave --kafka out",
                cause);
    }
}
