package io.weir.cli.demo;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the demo: made if need be, and asked where the demo before has ended. */
final class DemoTopic {
    private static final int LIMIT_MILLIS = 5_000;

    private DemoTopic() {}

    /** Makes the topic if it is not there; throws if the broker does not answer. */
    static void ensure(String broker, String topic, int partitions) throws InterruptedException {
        try (Admin admin = admin(broker)) {
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

    /** When the newest record came that the topic has, in milliseconds since 1970; empty if it has none. */
    static OptionalLong newestMillis(String broker, String topic) throws InterruptedException {
        try (Admin admin = admin(broker)) {
            Map<TopicPartition, OffsetSpec> newest = admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(found -> found.partitions().stream())
                    .collect(Collectors.toMap(
                            info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.maxTimestamp()));
            // A partition without records has -1.
            return admin.listOffsets(newest).all().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS).values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::timestamp)
                    .filter(millis -> millis >= 0)
                    .max();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(broker, e);
        }
    }

    private static Admin admin(String broker) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LIMIT_MILLIS));
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
