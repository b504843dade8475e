package io.weir.connector.jdbc;

import io.weir.engine.connector.TableOptions;
import java.time.Duration;
import java.util.Map;

/**
 * The options of a table that is written.
 *
 * @param table what source and sink have in common
 * @param bufferRowsMax {@code sink.buffer-flush.max-rows}: the rows at which what is held is handed over
 * @param bufferIntervalMillis {@code sink.buffer-flush.interval}: how long rows may be held; 0 for until input pauses
 * @param retriesMax {@code sink.max-retries}: how often a transaction is tried again that has failed for now
 */
record SinkOptions(JdbcTable table, int bufferRowsMax, long bufferIntervalMillis, int retriesMax) {
    private static final String BUFFER_ROWS = "sink.buffer-flush.max-rows";
    private static final String BUFFER_INTERVAL = "sink.buffer-flush.interval";
    private static final String MAX_RETRIES = "sink.max-retries";
    private static final long BUFFER_ROWS_DEFAULT = 100;
    private static final long BUFFER_INTERVAL_DEFAULT = 1_000;
    private static final long MAX_RETRIES_DEFAULT = 3;
    /** What Flink understands as "until the interval has passed" must not grow without end here. */
    private static final int BUFFER_ROWS_LIMIT = 10_000;

    static SinkOptions of(String tableName, Map<String, String> options) {
        TableOptions reader = new TableOptions(tableName, options);
        JdbcTable table = JdbcTable.of(tableName, reader);
        long rows = reader.integer(BUFFER_ROWS).orElse(BUFFER_ROWS_DEFAULT);
        if (rows < 0) {
            throw reader.invalid(BUFFER_ROWS, "it must not be negative");
        }
        long interval = reader.duration(BUFFER_INTERVAL).map(Duration::toMillis).orElse(BUFFER_INTERVAL_DEFAULT);
        if (interval < 0) {
            throw reader.invalid(BUFFER_INTERVAL, "it must not be negative");
        }
        long retries = reader.integer(MAX_RETRIES).orElse(MAX_RETRIES_DEFAULT);
        if (retries < 0) {
            throw reader.invalid(MAX_RETRIES, "it must not be negative");
        }
        reader.ignore("sink.parallelism", "filter.handling.policy");
        reader.ignorePrefix("scan.");
        reader.ignorePrefix("lookup.");
        reader.rejectUnknown();
        int rowsMax = rows == 0 ? BUFFER_ROWS_LIMIT : (int) Math.min(rows, BUFFER_ROWS_LIMIT);
        return new SinkOptions(table, rowsMax, interval, (int) Math.min(retries, Integer.MAX_VALUE));
    }
}
