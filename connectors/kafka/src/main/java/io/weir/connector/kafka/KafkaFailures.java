package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says what went wrong between us and Kafka, and what to do about it. */
final class KafkaFailures {
    private KafkaFailures() {}

    /**
     * The exception for a failure of Kafka's client.
     *
     * @param doing what was being done, for instance "looking up the partitions of topic clicks"
     */
    static WeirException of(KafkaTable table, String doing, Exception failure) {
        Throwable cause = rootOf(failure);
        String servers = "Kafka at " + table.servers();
        String reason = reasonOf(cause);
        if (cause instanceof InterruptException || cause instanceof InterruptedException) {
            return of(ErrorCode.CANCELLED, "interrupted while " + doing, servers, "", failure);
        }
        if (cause instanceof InvalidTopicException) {
            return of(ErrorCode.OPTION_INVALID, reason, "table " + table.name() + ", option 'topic'", "", failure);
        }
        if (cause instanceof ConfigException || cause instanceof InvalidConfigurationException) {
            return of(
                    ErrorCode.OPTION_INVALID,
                    "Kafka does not accept the table's options 'properties.*': " + reason,
                    "table " + table.name(),
                    "",
                    failure);
        }
        if (cause instanceof TimeoutException) {
            return of(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "no answer while " + doing + " (" + reason + ")",
                    servers,
                    "Check that a broker of the cluster runs, that the addresses it advertises can be reached from "
                            + "here, and that 'properties.security.protocol' is what it speaks",
                    failure);
        }
        return answered(doing, cause, servers, failure);
    }

    /** The failures that the broker itself has named. */
    private static WeirException answered(String doing, Throwable cause, String servers, Exception failure) {
        String reason = reasonOf(cause);
        if (cause instanceof AuthenticationException) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "the login was refused while " + doing + ": " + reason,
                    servers,
                    "Check the table's options 'properties.security.protocol', 'properties.sasl.*' and "
                            + "'properties.ssl.*'",
                    failure);
        }
        if (cause instanceof AuthorizationException) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "permission was denied while " + doing + ": " + reason,
                    servers,
                    "Ask for the right to do so, or use another login",
                    failure);
        }
        if (cause instanceof InvalidOffsetException) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "an offset is missing while " + doing + ": " + reason,
                    servers,
                    "Set 'properties.auto.offset.reset' to earliest or latest, or another 'scan.startup.mode'",
                    failure);
        }
        if (cause instanceof RecordTooLargeException) {
            return of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a record is too large: " + reason,
                    servers,
                    "Raise 'properties.max.request.size' and the topic's max.message.bytes",
                    failure);
        }
        if (cause instanceof UnsupportedVersionException) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "the broker is too old for " + doing + ": " + reason,
                    servers,
                    "Kafka 2.1 or newer is needed",
                    failure);
        }
        return of(ErrorCode.CONNECTOR_FAILED, "failed while " + doing + ": " + reason, servers, "", failure);
    }

    private static WeirException of(ErrorCode code, String what, String where, String hint, Exception cause) {
        return new WeirException(code, what, where, hint, cause);
    }

    /** Kafka wraps what went wrong while a client was made ("Failed to construct kafka consumer") or a call waited. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null
                && (root.getClass() == KafkaException.class || root instanceof ExecutionException)) {
            root = root.getCause();
        }
        return root;
    }

    private static String reasonOf(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
