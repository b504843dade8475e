package io.weir.connector.collect;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The options of a table with {@code 'connector' = 'collect'}, which its source and whoever appends to its log read
 * alike.
 *
 * @param folder where the log is
 * @param limits how large it may become
 * @param format the format of the records
 * @param isBounded true if a scan ends with what is there when it begins
 */
public record CollectOptions(Path folder, CollectLimits limits, String format, boolean isBounded) {
    /** The connector's name in SQL. */
    public static final String IDENTIFIER = "collect";

    /** The configuration that says where the logs of tables are that do not say it themselves. */
    public static final String DIRECTORY = "weir.collect.directory";

    private static final String PATH = "path";
    private static final int NAME_MAX = 200;

    /**
     * Reads the options of a table.
     *
     * @throws WeirException for an option that is wrong, and if nothing says where the log is
     */
    public static CollectOptions of(String table, Map<String, String> given, Map<String, String> configuration) {
        TableOptions options = new TableOptions(table, given);
        CollectLimits limits = new CollectLimits(
                bytes(options, "segment-size", CollectLimits.DEFAULT.segmentBytes()),
                bytes(options, "max-size", CollectLimits.DEFAULT.bytesMax()),
                options.duration("retention")
                        .map(Duration::toMillis)
                        .orElse(CollectLimits.DEFAULT.readerRetentionMillis()));
        if (limits.bytesMax() < 2 * limits.segmentBytes()) {
            throw options.invalid("max-size", "it must be at least twice the 'segment-size'");
        }
        String format = options.text("format", "json");
        boolean isBounded = options.flag("bounded", false);
        options.ignorePrefix(format + ".");
        CollectOptions read = new CollectOptions(folder(options, table, configuration), limits, format, isBounded);
        options.rejectUnknown();
        return read;
    }

    private static long bytes(TableOptions options, String key, long otherwise) {
        long value = options.bytes(key).orElse(otherwise);
        if (value < 1) {
            throw options.invalid(key, "it must be greater than 0");
        }
        return value;
    }

    private static Path folder(TableOptions options, String table, Map<String, String> configuration) {
        String directory = configuration.get(DIRECTORY);
        if (options.has(PATH) || directory == null) {
            if (!options.has(PATH)) {
                throw new WeirException(
                        ErrorCode.OPTION_MISSING,
                        "option '" + PATH + "' is missing: nothing says where collected rows are kept",
                        "table " + table,
                        "Add it to the table's WITH clause, or SET '" + DIRECTORY
                                + "'; `weir serve` has a folder of its own for them",
                        null);
            }
            return Path.of(options.required(PATH));
        }
        return Path.of(directory).resolve(fileName(table));
    }

    /** The last part of a table's full name, as the name of a folder. */
    static String fileName(String table) {
        String plain = table.replace("`", "");
        String name = plain.substring(plain.lastIndexOf('.') + 1);
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < name.length() && safe.length() < NAME_MAX; i++) {
            char c = name.charAt(i);
            boolean isSafe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            safe.append(isSafe ? String.valueOf(c) : "-" + Integer.toHexString(c));
        }
        return safe.toString();
    }
}
