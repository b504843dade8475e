package io.weir.connector.jdbc;

import io.weir.engine.connector.TableOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a table that is read.
 *
 * @param table what source and sink have in common
 * @param partition how the table is cut into splits, if it is
 * @param fetchSize {@code scan.fetch-size}: the rows that are asked for at once
 * @param isAutoCommit {@code scan.auto-commit}: with PostgreSQL all rows are then asked for at once
 */
record ScanOptions(JdbcTable table, Optional<Partition> partition, int fetchSize, boolean isAutoCommit) {
    private static final String COLUMN = "scan.partition.column";
    private static final String COUNT = "scan.partition.num";
    private static final String LOWER = "scan.partition.lower-bound";
    private static final String UPPER = "scan.partition.upper-bound";
    private static final String FETCH_SIZE = "scan.fetch-size";
    private static final int FETCH_SIZE_DEFAULT = 1_000;
    private static final int COUNT_MAX = 10_000;

    /**
     * A column of numbers, and the range of it that is read.
     *
     * @param lower the smallest value
     * @param upper the greatest value
     */
    record Partition(String column, int count, long lower, long upper) {
        /** Where a part begins; the end of the last is {@code upper}, included. */
        long start(int part) {
            // 128 bits would be needed for a range of all numbers; the quotient and the rest do as well.
            long width = upper - lower;
            return lower + width / count * part + Math.min(part, width % count);
        }
    }

    static ScanOptions of(String tableName, Map<String, String> options) {
        TableOptions reader = new TableOptions(tableName, options);
        JdbcTable table = JdbcTable.of(tableName, reader);
        Optional<Partition> partition = partition(reader);
        long fetchSize = reader.integer(FETCH_SIZE).orElse(0L);
        if (fetchSize < 0 || fetchSize > Integer.MAX_VALUE) {
            throw reader.invalid(FETCH_SIZE, "it must be from 0 to " + Integer.MAX_VALUE);
        }
        boolean isAutoCommit = reader.flag("scan.auto-commit", false);
        reader.ignore("scan.parallelism", "filter.handling.policy");
        reader.ignorePrefix("sink.");
        reader.ignorePrefix("lookup.");
        reader.rejectUnknown();
        return new ScanOptions(table, partition, fetchSize == 0 ? FETCH_SIZE_DEFAULT : (int) fetchSize, isAutoCommit);
    }

    private static Optional<Partition> partition(TableOptions reader) {
        List<String> options = List.of(COLUMN, COUNT, LOWER, UPPER);
        long given = options.stream().filter(reader::has).count();
        if (given == 0) {
            return Optional.empty();
        }
        for (String option : options) {
            // All of them or none.
            String unused = reader.required(option);
        }
        long count = reader.integer(COUNT).orElse(1L);
        long lower = reader.integer(LOWER).orElse(0L);
        long upper = reader.integer(UPPER).orElse(0L);
        if (count < 1 || count > COUNT_MAX) {
            throw reader.invalid(COUNT, "it must be from 1 to " + COUNT_MAX);
        }
        if (lower > upper) {
            throw reader.invalid(LOWER, "it must not be above '" + UPPER + "', which is " + upper);
        }
        if (lower < -(Long.MAX_VALUE >> 1) || upper > Long.MAX_VALUE >> 1) {
            throw reader.invalid(LOWER, "the bounds must be within 62 bits");
        }
        return Optional.of(new Partition(reader.required(COLUMN), (int) count, lower, upper));
    }

    int splitCount() {
        return partition.map(Partition::count).orElse(1);
    }
}
