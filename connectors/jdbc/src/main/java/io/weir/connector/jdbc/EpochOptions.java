package io.weir.connector.jdbc;

import io.weir.engine.connector.TableOptions;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How epochs are kept in the database, by the job's configuration: Flink's connector, which must take the same table,
 * has no option for it.
 *
 * @param markerTable {@code weir.jdbc.epoch-table}: the table with one row for each sink
 * @param mayCreate {@code weir.jdbc.create-epoch-table}: whether that table is made if it is not there
 * @param memoryBytes {@code weir.jdbc.epoch-memory}: how much of an epoch each writer keeps in memory
 */
record EpochOptions(String markerTable, boolean mayCreate, int memoryBytes) {
    static final String TABLE = "weir.jdbc.epoch-table";
    static final String CREATE = "weir.jdbc.create-epoch-table";
    static final String MEMORY = "weir.jdbc.epoch-memory";

    private static final long MEMORY_DEFAULT = 4 << 20;
    private static final long MEMORY_MIN = 1 << 10;
    /** A piece of an epoch must fit into what a database takes at once: 16 MiB in MariaDB, unless set otherwise. */
    private static final long MEMORY_MAX = 8 << 20;

    /** It stands in statements as it is. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    static EpochOptions of(Map<String, String> configuration) {
        TableOptions reader = new TableOptions("configuration", configuration);
        String table = reader.text(TABLE, "weir_epochs");
        if (!NAME.matcher(table).matches()) {
            throw reader.invalid(TABLE, "it must be a name, or a schema and a name, of letters, digits and _");
        }
        long memory = reader.bytes(MEMORY).orElse(MEMORY_DEFAULT);
        if (memory < MEMORY_MIN || memory > MEMORY_MAX) {
            throw reader.invalid(MEMORY, "it must be from 1 kb to 8 mb");
        }
        return new EpochOptions(table, reader.flag(CREATE, true), (int) memory);
    }

    /** The table with what does not fit in memory. */
    String rowsTable() {
        return markerTable + "_rows";
    }
}
