package io.weir.connector.jdbc;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.Optional;

/**
 * What reading from and writing to a table of a database have in common. It has no text of its own, since that would
 * show the password.
 *
 * @param name the table's full name in SQL, for messages
 * @param url where the database is, as the user wrote it: it may have a password in it
 * @param tableName the table's name in the database
 * @param username who logs in, if not said in the URL
 * @param password the password, if not said in the URL
 * @param driver the class of the driver, if the user wants a certain one
 * @param retryLimitMillis for how long a lost connection is tried again
 * @param dialect how this database speaks
 */
record JdbcTable(
        String name,
        String url,
        String tableName,
        Optional<String> username,
        Optional<String> password,
        Optional<String> driver,
        long retryLimitMillis,
        Dialect dialect) {
    private static final Duration RETRY_LIMIT = Duration.ofSeconds(60);
    private static final String RETRY_TIMEOUT = "connection.max-retry-timeout";
    private static final String HIDDEN = "***";

    static JdbcTable of(String name, TableOptions reader) {
        String url = reader.required("url");
        String tableName = reader.required("table-name");
        Optional<String> username = reader.text("username");
        Optional<String> password = reader.text("password");
        if (username.isPresent() != password.isPresent()) {
            throw new WeirException(
                    ErrorCode.OPTION_MISSING,
                    "'username' and 'password' go together, and only one of them is there",
                    "table " + name,
                    "Add the other one to the table's WITH clause",
                    null);
        }
        Duration limit = reader.duration(RETRY_TIMEOUT).orElse(RETRY_LIMIT);
        if (limit.toSeconds() < 1) {
            throw reader.invalid(RETRY_TIMEOUT, "it must be at least 1 s");
        }
        reader.refuse("compatible-mode");
        return new JdbcTable(
                name, url, tableName, username, password, reader.text("driver"), limit.toMillis(), dialect(name, url));
    }

    private static Dialect dialect(String name, String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect();
        }
        if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            return new MySqlDialect();
        }
        if (!url.startsWith("jdbc:")) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the URL does not begin with 'jdbc:'",
                    "table " + name + ", option 'url'",
                    "Write it as, for instance, jdbc:postgresql://localhost:5432/database",
                    null);
        }
        int end = url.indexOf(':', "jdbc:".length());
        throw new NotNativeException("a database of the kind " + (end < 0 ? url : url.substring(0, end)));
    }

    /** Where the database is, without what the URL says beyond that: a password may be among it. */
    String place() {
        int end = url.length();
        for (char separator : new char[] {'?', ';'}) {
            int at = url.indexOf(separator);
            end = at < 0 ? end : Math.min(end, at);
        }
        String place = url.substring(0, end);
        int slashes = place.indexOf("//");
        int host = place.lastIndexOf('@');
        return slashes >= 0 && host > slashes ? place.substring(0, slashes + 2) + place.substring(host + 1) : place;
    }

    /** Where a message says that something went wrong. */
    String where() {
        return "table " + name + " (" + tableName + " at " + place() + ")";
    }

    /** A text of somebody else's, without what must not be shown. */
    String withoutSecrets(String text) {
        String clean = text.replace(url, place());
        if (password.isPresent() && !password.get().isEmpty()) {
            clean = clean.replace(password.get(), HIDDEN);
        }
        return clean.replaceAll("(?i)(password=)[^&;\\s]+", "$1" + HIDDEN);
    }

    @Override
    public String toString() {
        return where();
    }
}
