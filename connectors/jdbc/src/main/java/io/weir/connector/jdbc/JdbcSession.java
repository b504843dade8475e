package io.weir.connector.jdbc;

import io.weir.engine.connector.PendingWork;
import io.weir.engine.connector.RetryPauses;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One connection, made when it is needed and again when it is lost, and transactions on it.
 *
 * <p><b>Failure.</b> What passes is tried again: a lost connection until {@code connection.max-retry-timeout} is over,
 * a deadlock and its like {@code sink.max-retries} times. Not safe for several threads.
 */
final class JdbcSession implements AutoCloseable, PendingWork.Session {
    private static final int VALID_LIMIT_SECONDS = 5;

    private final JdbcTable table;
    private final int retriesMax;

    private volatile @Nullable Connection connection;
    private volatile boolean isAbandoned;

    /** What is done in a transaction; it may be done more than once. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** What is done in a transaction and gives nothing. */
    interface Task {
        void in(Connection connection) throws SQLException;
    }

    JdbcSession(JdbcTable table, int retriesMax) {
        this.table = table;
        this.retriesMax = retriesMax;
    }

    /** As {@link #transaction(String, Work)}, for what gives nothing. */
    void run(String doing, Task task) {
        boolean unused = transaction(doing, current -> {
            task.in(current);
            return true;
        });
    }

    /**
     * Does it in a transaction, and commits.
     *
     * @throws WeirException if it fails for good
     */
    <T> T transaction(String doing, Work<T> work) {
        RetryPauses pauses = new RetryPauses(table.retryLimitMillis());
        for (int attempt = 0; ; attempt++) {
            try {
                Connection current = open();
                T result = work.in(current);
                current.commit();
                return result;
            } catch (SQLException e) {
                boolean isLost = !rollback();
                boolean mayPass = !isAbandoned && (table.dialect().isPassing(e) || (isLost && e.getSQLState() == null));
                if (!pauses.isInTime() || !mayPass || (!isLost && attempt >= retriesMax)) {
                    throw JdbcFailures.of(table, doing, e);
                }
                pauses.pause(doing, table.where());
            } catch (RuntimeException e) {
                boolean unused = rollback();
                throw e;
            }
        }
    }

    /** The connection, in a transaction. */
    Connection open() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = connect(table);
            connection = current;
            current.setAutoCommit(false);
        }
        if (isAbandoned) {
            close();
            throw new SQLException("no longer wanted");
        }
        return current;
    }

    /** Takes everything back; false if the connection is lost, which a new one will replace. */
    boolean rollback() {
        Connection current = connection;
        if (current == null) {
            return false;
        }
        try {
            current.rollback();
            if (current.isValid(VALID_LIMIT_SECONDS)) {
                current.rollback();
                return true;
            }
        } catch (SQLException e) {
            close();
            return false;
        }
        close();
        return false;
    }

    /** Ends, from another thread, what is being done: a statement that waits for its answer fails. */
    @Override
    public void abandon() {
        isAbandoned = true;
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
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
                current.close();
            } catch (SQLException e) {
                // Nothing was left to be written: a connection that cannot be closed is gone already.
                return;
            }
        }
    }

    /** A new connection, with a driver that the program or the session has brought. */
    static Connection connect(JdbcTable table) throws SQLException {
        Driver driver = driver(table);
        Properties properties = new Properties();
        table.username().ifPresent(value -> properties.setProperty("user", value));
        table.password().ifPresent(value -> properties.setProperty("password", value));
        String url = table.dialect().url(table.url(), driver.getClass().getName());
        Connection made = driver.connect(url, properties);
        if (made == null) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the driver " + driver.getClass().getName() + " does not understand the URL " + table.place(),
                    "table " + table.name() + ", option 'url'",
                    "",
                    null);
        }
        return made;
    }

    private static Driver driver(JdbcTable table) {
        if (table.driver().isPresent()) {
            Driver driver = driver(table.driver().get());
            if (driver == null) {
                throw new WeirException(
                        ErrorCode.OPTION_INVALID,
                        "there is no driver " + table.driver().get(),
                        "table " + table.name() + ", option 'driver'",
                        "Put its jar into the folder plugins, or name it with ADD JAR",
                        null);
            }
            return driver;
        }
        for (String name : table.dialect().drivers()) {
            Driver driver = driver(name);
            if (driver != null) {
                return driver;
            }
        }
        throw new WeirException(
                ErrorCode.CONNECTOR_UNKNOWN,
                "none of the drivers " + String.join(", ", table.dialect().drivers()) + " is there",
                "table " + table.name(),
                "Put the jar of one into the folder plugins, or name it with ADD JAR",
                null);
    }

    private static @Nullable Driver driver(String name) {
        ClassLoader ours = JdbcSession.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        for (ClassLoader loader : context == null ? new ClassLoader[] {ours} : new ClassLoader[] {context, ours}) {
            Optional<Class<?>> found = find(name, loader);
            if (found.isPresent()) {
                return make(found.get());
            }
        }
        return null;
    }

    private static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, true, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Driver make(Class<?> found) {
        try {
            return found.asSubclass(Driver.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the class " + found.getName() + " is no driver that can be made",
                    "",
                    "",
                    e);
        }
    }
}
