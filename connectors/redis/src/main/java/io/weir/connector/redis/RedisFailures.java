package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What Redis and its client say has failed, in our words: what may pass, and what the user can do. */
final class RedisFailures {
    /** Answers of a server that starts, fails over or is busy: the first word of each. */
    private static final List<String> PASSING =
            List.of("LOADING", "BUSY", "MASTERDOWN", "TRYAGAIN", "READONLY", "CLUSTERDOWN", "NOREPLICAS");

    private RedisFailures() {}

    /** Whether the connection is gone, or the answer will be another one in a while. */
    static boolean isPassing(JedisException failure) {
        return failure instanceof JedisConnectionException || PASSING.contains(word(failure));
    }

    /** The first word of Redis' answer, which says what kind of error it is. */
    static String word(JedisException failure) {
        String message = String.valueOf(failure.getMessage());
        int space = message.indexOf(' ');
        return (space < 0 ? message : message.substring(0, space)).toUpperCase(Locale.ROOT);
    }

    static WeirException of(RedisOptions options, String doing, JedisException failure) {
        if (failure instanceof JedisDataException) {
            return new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    doing + " failed: " + options.address().withoutSecrets(String.valueOf(failure.getMessage())),
                    options.where(),
                    hint(word(failure)),
                    null);
        }
        return new WeirException(
                ErrorCode.CONNECTOR_UNREACHABLE,
                doing + " failed: " + reason(options, failure),
                options.where(),
                "See that Redis runs there and can be reached from here",
                null);
    }

    private static String reason(RedisOptions options, Throwable failure) {
        StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            reason.append(", ").append(cause.getMessage());
        }
        if (reason.indexOf("Connection refused") < 0 && failure.getSuppressed().length > 0) {
            reason.append(", ").append(failure.getSuppressed()[0].getMessage());
        }
        return options.address().withoutSecrets(reason.toString());
    }

    private static String hint(String word) {
        return switch (word) {
            case "WRONGPASS", "NOAUTH" -> "Set 'username' and 'password', or write both in the URL";
            case "NOPERM" -> "Grant the user the command, and the keys of the table: ACL SETUSER";
            case "WRONGTYPE" -> "Choose another 'key-prefix' or 'data-type', or delete the key";
            case "OOM" -> "Redis has no more memory: raise maxmemory, or let keys go with 'ttl'";
            case "MISCONF" -> "Redis cannot save its data: see its log";
            case "MOVED", "CROSSSLOT", "ASK" ->
                "This is a node of a Redis Cluster, which is not supported: name a single server or its proxy";
            default -> "";
        };
    }

    /** A key that does not take its command. */
    static WeirException ofKey(RedisOptions options, byte[] key, JedisDataException failure) {
        if (!word(failure).equals("WRONGTYPE")) {
            return of(options, "writing the key " + RedisCommand.show(key), failure);
        }
        return wrongType(options, key, "something else");
    }

    /** A key that holds something else than the table wants. */
    static WeirException wrongType(RedisOptions options, byte[] key, String held) {
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "the key " + RedisCommand.show(key) + " holds " + held + " and takes no "
                        + options.structure().optionName(),
                options.where(),
                hint("WRONGTYPE"),
                null);
    }
}
