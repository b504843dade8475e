package io.weir.connector.view;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The options of a table whose connector is {@code view}.
 *
 * @param name the view's name
 * @param isImmediate whether rows become visible as they come, and not when their epoch is committed
 * @param rowsMax how many rows an append-only view keeps; empty without a limit
 * @param ageMillisMax how long a row is kept after it was written last; empty without a limit
 * @param bufferRows how many changed rows are kept for subscribers that are behind, or come back
 */
record ViewOptions(String name, boolean isImmediate, OptionalLong rowsMax, OptionalLong ageMillisMax, int bufferRows) {
    static final String NAME = "name";
    static final String VISIBILITY = "visibility";
    static final String RETENTION_ROWS = "retention.rows";
    static final String RETENTION_TIME = "retention.time";
    static final String BUFFER_ROWS = "changes.buffer-rows";

    private static final long RETENTION_ROWS_DEFAULT = 10_000;
    private static final long RETENTION_ROWS_MAX = 100_000_000;
    private static final int BUFFER_ROWS_DEFAULT = 10_000;
    private static final int BUFFER_ROWS_MAX = 10_000_000;
    private static final Set<String> VISIBILITIES = Set.of("epoch", "immediate");

    /** @param table the table's full name, quoted or not */
    static ViewOptions of(String table, TableOptions options, boolean hasKey) {
        String name = options.text(NAME, lastPart(table));
        if (name.isBlank()) {
            throw options.invalid(NAME, "a view needs a name");
        }
        String visibility = options.text(VISIBILITY, "epoch");
        if (!VISIBILITIES.contains(visibility)) {
            throw options.invalid(VISIBILITY, "it must be epoch or immediate");
        }
        OptionalLong rows = hasKey ? noRows(options) : rows(options);
        long age = options.duration(RETENTION_TIME).map(time -> time.toMillis()).orElse(Long.MAX_VALUE);
        if (age < 1) {
            throw options.invalid(RETENTION_TIME, "it must be at least 1 ms");
        }
        long buffer = options.integer(BUFFER_ROWS).orElse((long) BUFFER_ROWS_DEFAULT);
        if (buffer < 0 || buffer > BUFFER_ROWS_MAX) {
            throw options.invalid(BUFFER_ROWS, "it must be from 0 to " + BUFFER_ROWS_MAX);
        }
        options.rejectUnknown();
        return new ViewOptions(
                name,
                visibility.equals("immediate"),
                rows,
                age == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(age),
                (int) buffer);
    }

    private static OptionalLong rows(TableOptions options) {
        long most = options.integer(RETENTION_ROWS).orElse(RETENTION_ROWS_DEFAULT);
        if (most < 1 || most > RETENTION_ROWS_MAX) {
            throw options.invalid(RETENTION_ROWS, "it must be from 1 to " + RETENTION_ROWS_MAX);
        }
        return OptionalLong.of(most);
    }

    private static OptionalLong noRows(TableOptions options) {
        if (options.has(RETENTION_ROWS)) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "A view with a PRIMARY KEY keeps the row of each key until the query takes it away",
                    options.where(RETENTION_ROWS),
                    "Leave the option out, or the PRIMARY KEY; '" + RETENTION_TIME
                            + "' lets rows expire that are not written any more",
                    null);
        }
        return OptionalLong.empty();
    }

    /** The last part of a table's full name. */
    static String lastPart(String table) {
        if (!table.endsWith("`")) {
            return table.substring(table.lastIndexOf('.') + 1);
        }
        int start = table.lastIndexOf(".`");
        return table.substring(start < 0 ? 1 : start + 2, table.length() - 1).replace("``", "`");
    }
}
