package io.weir.connector.redis;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * The options of a table, which mean the same on Flink.
 *
 * @param table the table's full name in SQL, for messages
 * @param address where Redis is
 * @param structure {@code data-type}
 * @param keyPrefix {@code key-prefix}: what all keys of the table begin with
 * @param keySeparator {@code key-separator}: what stands between the prefix and the values of a key
 * @param ttlMillis {@code ttl}: how long a key stays, 0 for ever
 * @param ttlRefresh {@code ttl.refresh}: from when that is counted
 * @param ttlColumn {@code ttl.time-column}: the column with the time, or an empty text
 * @param bufferRowsMax {@code sink.buffer-flush.max-rows}: the rows at which what is held is written
 * @param bufferIntervalMillis {@code sink.buffer-flush.interval}: how long rows may be held; 0 for until input pauses
 * @param epochBytesMax {@code sink.epoch.max-size}: how much of an epoch all writers of a list together may keep
 * @param timeoutMillis {@code timeout}: how long a connection or an answer is waited for
 * @param retryLimitMillis {@code connection.max-retry-timeout}: for how long a lost connection is tried again
 */
record RedisOptions(
        String table,
        RedisAddress address,
        RedisStructure structure,
        String keyPrefix,
        String keySeparator,
        long ttlMillis,
        KeyTtl.Refresh ttlRefresh,
        String ttlColumn,
        int bufferRowsMax,
        long bufferIntervalMillis,
        long epochBytesMax,
        int timeoutMillis,
        long retryLimitMillis)
        implements Serializable {
    static final String URL = "url";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String DATA_TYPE = "data-type";
    static final String KEY_PREFIX = "key-prefix";
    static final String KEY_SEPARATOR = "key-separator";
    static final String TTL = "ttl";
    static final String TTL_REFRESH = "ttl.refresh";
    static final String TTL_COLUMN = "ttl.time-column";
    static final String TIMEOUT = "timeout";
    static final String RETRY_TIMEOUT = "connection.max-retry-timeout";
    static final String BUFFER_ROWS = "sink.buffer-flush.max-rows";
    static final String BUFFER_INTERVAL = "sink.buffer-flush.interval";
    static final String EPOCH_SIZE = "sink.epoch.max-size";

    private static final long serialVersionUID = 1L;
    private static final String ON_WRITE = "on-write";
    private static final String ON_CREATE = "on-create";
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(5);
    private static final Duration RETRY_DEFAULT = Duration.ofSeconds(60);
    private static final long BUFFER_ROWS_DEFAULT = 500;
    private static final Duration BUFFER_INTERVAL_DEFAULT = Duration.ofSeconds(1);
    /** One transaction stops Redis for everybody else while it lasts. */
    private static final long BUFFER_ROWS_LIMIT = 10_000;

    /** Redis counts in milliseconds since 1970, of which a script has 53 bits. */
    private static final long DURATION_LIMIT_DAYS = 1_000_000;

    private static final long EPOCH_SIZE_DEFAULT = 64L << 20;
    /** An epoch's rows travel in its manifest and in one command, which Redis takes up to 512 MB long. */
    private static final long EPOCH_SIZE_LIMIT = 256L << 20;

    /**
     * Reads the options.
     *
     * @param table the table's full name
     */
    static RedisOptions of(String table, Map<String, String> options) {
        TableOptions reader = new TableOptions(table, options);
        RedisAddress address =
                RedisAddress.of(reader.required(URL), reader.text(USERNAME), reader.text(PASSWORD), reader.where(URL));
        RedisStructure structure = RedisStructure.of(reader.text(DATA_TYPE, RedisStructure.HASH.optionName()))
                .orElseThrow(() -> reader.invalid(DATA_TYPE, "it must be one of " + RedisStructure.names()));
        String prefix = reader.text(KEY_PREFIX, nameOf(table));
        String separator = reader.text(KEY_SEPARATOR, ":");
        if (separator.startsWith("\\")) {
            throw reader.invalid(KEY_SEPARATOR, "it must not begin with \\, which marks separators within values");
        }
        long ttl = millis(reader, TTL, Duration.ZERO);
        if (reader.has(TTL) && ttl == 0) {
            throw reader.invalid(TTL, "it must be at least 1 ms; leave it out for keys that stay");
        }
        long interval = millis(reader, BUFFER_INTERVAL, BUFFER_INTERVAL_DEFAULT);
        long rows = reader.integer(BUFFER_ROWS).orElse(BUFFER_ROWS_DEFAULT);
        if (rows < 0) {
            throw reader.invalid(BUFFER_ROWS, "it must not be negative");
        }
        long epochBytes = reader.bytes(EPOCH_SIZE).orElse(EPOCH_SIZE_DEFAULT);
        if (epochBytes < 1 || epochBytes > EPOCH_SIZE_LIMIT) {
            throw reader.invalid(EPOCH_SIZE, "it must be from 1 byte to 256 mb");
        }
        long timeout = millis(reader, TIMEOUT, TIMEOUT_DEFAULT);
        if (timeout < 1 || timeout > Integer.MAX_VALUE) {
            throw reader.invalid(TIMEOUT, "it must be at least 1 ms, and below 24 days");
        }
        KeyTtl.Refresh refresh = refresh(reader);
        String column = reader.text(TTL_COLUMN, "");
        long retry = millis(reader, RETRY_TIMEOUT, RETRY_DEFAULT);
        reader.ignore("sink.parallelism");
        reader.ignorePrefix("lookup.");
        reader.rejectUnknown();
        return new RedisOptions(
                table,
                address,
                structure,
                prefix,
                separator,
                ttl,
                refresh,
                column,
                (int) (rows == 0 ? BUFFER_ROWS_LIMIT : Math.min(rows, BUFFER_ROWS_LIMIT)),
                interval,
                epochBytes,
                (int) timeout,
                retry);
    }

    private static long millis(TableOptions reader, String key, Duration otherwise) {
        Duration duration = reader.duration(key).orElse(otherwise);
        if (duration.isNegative()) {
            throw reader.invalid(key, "it must not be negative");
        }
        if (duration.compareTo(Duration.ofDays(DURATION_LIMIT_DAYS)) > 0) {
            throw reader.invalid(key, "it must be at most 1,000,000 days");
        }
        return duration.toMillis();
    }

    private static KeyTtl.Refresh refresh(TableOptions reader) {
        for (String key : new String[] {TTL_REFRESH, TTL_COLUMN}) {
            if (reader.has(key) && !reader.has(TTL)) {
                throw new WeirException(
                        ErrorCode.OPTION_MISSING,
                        "there is no '" + TTL + "' to which this could belong",
                        reader.where(key),
                        "Add '" + TTL + "' = '1 h', or whatever the keys are to live",
                        null);
            }
        }
        if (reader.has(TTL_COLUMN)) {
            if (reader.has(TTL_REFRESH)) {
                throw reader.invalid(TTL_REFRESH, "the time is that of the column '" + TTL_COLUMN + "' names");
            }
            return KeyTtl.Refresh.COLUMN;
        }
        return switch (reader.text(TTL_REFRESH, ON_WRITE)) {
            case ON_WRITE -> KeyTtl.Refresh.ON_WRITE;
            case ON_CREATE -> KeyTtl.Refresh.ON_CREATE;
            default -> throw reader.invalid(TTL_REFRESH, "it must be " + ON_WRITE + " or " + ON_CREATE);
        };
    }

    /** The table's own name, without those of its catalog and database. */
    String name() {
        return nameOf(table);
    }

    private static String nameOf(String table) {
        int quote = table.lastIndexOf(".`");
        if (quote >= 0 && table.endsWith("`")) {
            return table.substring(quote + 2, table.length() - 1).replace("``", "`");
        }
        return table.substring(table.lastIndexOf('.') + 1);
    }

    /** Where a message says that something went wrong. */
    String where() {
        return "table " + table + " (" + address + ")";
    }

    @Override
    public String toString() {
        return where();
    }
}
