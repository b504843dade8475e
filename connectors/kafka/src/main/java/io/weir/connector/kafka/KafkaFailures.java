package io.weir.connector.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says what went wrong between us and Kafka, and what to do about it. */
final class KafkaFailures {
    private static final String MAX_TIMEOUT = "transaction.max.timeout.ms";

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

    /**
     * The exception for a failure of a transaction.
     *
     * @param name what the transactional ids begin with
     * @param group the group that has the markers of epochs
     * @param timedOutMillis the time that the broker gives a transaction, if this one has been open for longer; or 0
     */
    static WeirException ofTransaction(
            KafkaTable table, String name, String group, String doing, Exception failure, long timedOutMillis) {
        Throwable cause = rootOf(failure);
        String servers = "Kafka at " + table.servers();
        if (timedOutMillis > 0 && isEnded(cause)) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "the broker has ended the transaction while " + doing + ": it was open for longer than "
                            + timedOutMillis + " ms",
                    servers,
                    "Nothing of the epoch is visible, and the run can go on from the one before. Raise "
                            + "'properties.transaction.timeout.ms', and the broker's " + MAX_TIMEOUT + " if need be",
                    failure);
        }
        if (isTakenOver(cause)) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "another process has taken over the transactions named '" + name + "' while " + doing
                            + ": it runs the same pipeline, or one of the same name",
                    servers,
                    "Stop one of them, or give them names or 'sink.transactional-id-prefix'es of their own",
                    failure);
        }
        // The client throws no exception of its own for it, only the broker's words.
        if (reasonOf(cause).contains(MAX_TIMEOUT)) {
            return of(
                    ErrorCode.OPTION_INVALID,
                    "the broker does not allow transactions to be open for that long: " + reasonOf(cause),
                    servers,
                    "Set 'properties.transaction.timeout.ms' to at most the broker's " + MAX_TIMEOUT,
                    failure);
        }
        if (cause instanceof TransactionalIdAuthorizationException
                || cause instanceof GroupAuthorizationException
                || cause instanceof TopicAuthorizationException) {
            return of(
                    ErrorCode.CONNECTOR_FAILED,
                    "permission was denied while " + doing + ": " + reasonOf(cause),
                    servers,
                    "Allow Write and Describe on the transactional ids '" + name + "-0' and '" + name
                            + "-1', Read and Describe on the group '" + group
                            + "', and Write and Read on the topics",
                    failure);
        }
        return of(table, doing, failure);
    }

    /** True for what a producer is told whose transactional id somebody else has. */
    private static boolean isTakenOver(Throwable cause) {
        return cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException;
    }

    /** True for what a producer is told whose transaction is over; the broker ends one like a successor does. */
    private static boolean isEnded(Throwable cause) {
        return isTakenOver(cause)
                || cause instanceof InvalidTxnStateException
                || cause instanceof InvalidPidMappingException
                || cause instanceof TransactionAbortableException;
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
