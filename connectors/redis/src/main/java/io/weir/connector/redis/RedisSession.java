package io.weir.connector.redis;

import io.weir.engine.connector.PendingWork;
import io.weir.engine.connector.RetryPauses;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection, made when it is needed and again when it is lost.
 *
 * <p><b>Failure.</b> A lost connection, or a server that is not ready, is tried again until
 * {@code connection.max-retry-timeout} is over, with pauses that grow. Whether what was sent has been done is not known
 * then, so all work is such that it may be done again. Not safe for several threads.
 */
final class RedisSession implements AutoCloseable, PendingWork.Session {
    private final RedisOptions options;
    private volatile @Nullable Connection connection;
    private volatile boolean isAbandoned;

    /** What is done on a connection; it may be done more than once. */
    interface Work<T> {
        T on(Connection connection);
    }

    RedisSession(RedisOptions options) {
        this.options = options;
    }

    /** Sees that Redis is there and lets us in, without trying again. */
    static void check(RedisOptions options) {
        try (RedisSession session = new RedisSession(options)) {
            Connection current = session.open();
            current.sendCommand(Command.PING);
            Object unused = current.getOne();
        } catch (JedisException e) {
            throw RedisFailures.of(options, "connecting", e);
        }
    }

    /**
     * Does it, again if need be.
     *
     * @throws WeirException if it fails for good
     */
    <T> T run(String doing, Work<T> work) {
        RetryPauses pauses = new RetryPauses(options.retryLimitMillis());
        while (true) {
            try {
                return work.on(open());
            } catch (JedisException e) {
                // Answers to what was sent may still come: this connection is of no more use.
                close();
                if (isAbandoned || !pauses.isInTime() || !RedisFailures.isPassing(e)) {
                    throw RedisFailures.of(options, doing, e);
                }
                pauses.pause(doing, options.where());
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /**
     * Does the commands in one pipeline and one transaction: others see all of them or none.
     *
     * @throws WeirException if a key does not take its command
     */
    void transaction(List<RedisCommand> commands) {
        boolean unused = run("writing rows", current -> {
            current.sendCommand(Command.MULTI);
            for (RedisCommand command : commands) {
                current.sendCommand(command.name(), command.arguments());
            }
            current.sendCommand(Command.EXEC);
            List<Object> answers = current.getMany(commands.size() + 2);
            checkAnswers(commands, answers.subList(1, answers.size() - 1));
            if (answers.get(answers.size() - 1) instanceof List<?> done) {
                checkAnswers(commands, done);
            } else if (answers.get(answers.size() - 1) instanceof JedisDataException failure) {
                throw failure;
            }
            return true;
        });
    }

    /**
     * Asks for several keys in one pipeline.
     *
     * @return an answer for each key: what it holds, null, or a {@link JedisDataException}
     */
    List<Object> pipeline(String doing, Command command, List<byte[]> keys) {
        return run(doing, current -> {
            for (byte[] key : keys) {
                current.sendCommand(command, key);
            }
            List<Object> answers = current.getMany(keys.size());
            for (Object answer : answers) {
                if (answer instanceof JedisDataException failure && RedisFailures.isPassing(failure)) {
                    throw failure;
                }
            }
            return answers;
        });
    }

    private void checkAnswers(List<RedisCommand> commands, List<?> answers) {
        for (int i = 0; i < commands.size(); i++) {
            if (answers.get(i) instanceof JedisDataException failure) {
                if (RedisFailures.isPassing(failure)) {
                    throw failure;
                }
                throw RedisFailures.ofKey(options, commands.get(i).key(), failure);
            }
        }
    }

    private Connection open() {
        Connection current = connection;
        if (current == null) {
            RedisAddress address = options.address();
            DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                    .resp2()
                    .autoNegotiateProtocol(false)
                    .connectionTimeoutMillis(options.timeoutMillis())
                    .socketTimeoutMillis(options.timeoutMillis())
                    .database(address.database())
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
            if (address.isSecure()) {
                config.sslOptions(
                        SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
            }
            if (!address.password().isEmpty()) {
                config.password(address.password());
                if (!address.username().isEmpty()) {
                    config.user(address.username());
                }
            }
            current = new Connection(new HostAndPort(address.host(), address.port()), config.build());
            current.connect();
            connection = current;
        }
        if (isAbandoned) {
            close();
            throw new JedisConnectionException("no longer wanted");
        }
        return current;
    }

    /** Ends, from another thread, what is being done: whoever waits for an answer fails. */
    @Override
    public void abandon() {
        isAbandoned = true;
        Connection current = connection;
        if (current != null) {
            try {
                current.forceDisconnect();
            } catch (IOException e) {
                close();
            }
        }
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.disconnect();
            } catch (JedisException e) {
                // Nothing was left to be written: a connection that cannot be closed is gone already.
                return;
            }
        }
    }
}
