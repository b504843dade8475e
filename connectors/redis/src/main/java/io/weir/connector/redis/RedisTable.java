package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table and how its columns lie in Redis.
 *
 * <p>A hash or a string has the primary key in its key. In the others several rows share a key, so the last column is
 * the element or the member, or the score behind the member; the columns before those are the key.
 *
 * @param options the table's options
 * @param type the table's columns
 * @param key positions of the columns that make the key in Redis
 * @param values positions of the other columns: the fields of a hash, the value of a string, the element of a list, the
 *     member of a set, the member and the score of a sorted set
 * @param ttl when a key goes by itself
 */
record RedisTable(RedisOptions options, RowType type, int[] key, int[] values, KeyTtl ttl) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Sees how the columns lie.
     *
     * @param primaryKey positions of the columns of the primary key
     */
    static RedisTable of(RedisOptions options, RowType type, int[] primaryKey) {
        for (RowType.RowField field : type.getFields()) {
            if (!FieldText.supports(field.getType())) {
                throw wrong(
                        options,
                        "column " + field.getName() + " of type "
                                + field.getType().asSummaryString() + " has no text in Redis",
                        "Make it a text, for instance with JSON_STRING");
            }
        }
        int columns = type.getFieldCount();
        int[] key;
        switch (options.structure()) {
            case HASH, STRING -> key = primaryKey.clone();
            case LIST, SET -> key = first(columns - 1);
            default -> key = first(columns - 2);
        }
        checkColumns(options, type, primaryKey);
        checkKey(options, key);
        int[] values = IntStream.range(0, columns)
                .filter(column -> IntStream.of(key).noneMatch(each -> each == column))
                .toArray();
        return new RedisTable(options, type, key, values, ttl(options, type));
    }

    private static int[] first(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static void checkColumns(RedisOptions options, RowType type, int[] primaryKey) {
        int columns = type.getFieldCount();
        switch (options.structure()) {
            case HASH -> {
                if (primaryKey.length == 0 || primaryKey.length == columns) {
                    throw wrong(
                            options,
                            "a hash needs a primary key, which names it, and other columns, which are its fields",
                            "Declare PRIMARY KEY (…) NOT ENFORCED, or choose another 'data-type'");
                }
            }
            case STRING -> {
                if (primaryKey.length == 0 || primaryKey.length != columns - 1) {
                    throw wrong(
                            options,
                            "a string needs a primary key, which names it, and one more column, which is its value",
                            "Declare PRIMARY KEY (…) NOT ENFORCED, or choose 'data-type' = 'hash'");
                }
            }
            case LIST -> {
                if (primaryKey.length > 0) {
                    throw wrong(
                            options,
                            "rows are added to a list, and none is found by its key again",
                            "Leave the primary key out; the last column is the element, those before it are the key");
                }
            }
            case SET -> {
                if (primaryKey.length > 0 && primaryKey.length != columns) {
                    throw wrong(
                            options,
                            "a member of a set has nothing beside itself",
                            "Declare all columns as the primary key: the last is the member, those before it are"
                                    + " the key in Redis");
                }
            }
            case SORTED_SET -> checkSortedSet(options, type, primaryKey);
            default -> throw new IllegalStateException(options.structure().name());
        }
    }

    private static void checkSortedSet(RedisOptions options, RowType type, int[] primaryKey) {
        int columns = type.getFieldCount();
        int[] sorted = Arrays.stream(primaryKey).sorted().toArray();
        if (columns < 2 || !Arrays.equals(sorted, first(columns - 1))) {
            throw wrong(
                    options,
                    "a member of a sorted set has its score, and nothing else, beside itself",
                    "Declare all columns but the last as the primary key: the last is the score, the one before it"
                            + " the member, those before that are the key in Redis");
        }
        if (!type.getTypeAt(columns - 1).is(LogicalTypeFamily.NUMERIC)) {
            throw wrong(
                    options,
                    "the score " + type.getFieldNames().get(columns - 1) + " is no number",
                    "The last column is the score");
        }
    }

    private static void checkKey(RedisOptions options, int[] key) {
        if (key.length == 0 && options.keyPrefix().isEmpty()) {
            throw wrong(options, "nothing names the key", "Set '" + RedisOptions.KEY_PREFIX + "'");
        }
        if (key.length > 1 && options.keySeparator().isEmpty()) {
            throw wrong(
                    options,
                    "without a separator different values of several columns would give the same key",
                    "Set '" + RedisOptions.KEY_SEPARATOR + "'");
        }
    }

    private static KeyTtl ttl(RedisOptions options, RowType type) {
        if (options.ttlRefresh() != KeyTtl.Refresh.COLUMN) {
            return new KeyTtl(options.ttlMillis(), options.ttlRefresh(), -1);
        }
        int column = type.getFieldIndex(options.ttlColumn());
        if (column < 0) {
            throw wrong(
                    options,
                    "'" + RedisOptions.TTL_COLUMN + "' names the column " + options.ttlColumn()
                            + ", which is not there",
                    "The table has " + String.join(", ", type.getFieldNames()));
        }
        LogicalType columnType = type.getTypeAt(column);
        if (!columnType.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                && !columnType.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)) {
            throw wrong(
                    options,
                    "'" + RedisOptions.TTL_COLUMN + "' names the column " + options.ttlColumn() + ", which is "
                            + columnType.asSummaryString(),
                    "Name a column of type TIMESTAMP or TIMESTAMP_LTZ");
        }
        return new KeyTtl(options.ttlMillis(), KeyTtl.Refresh.COLUMN, column);
    }

    private static WeirException wrong(RedisOptions options, String what, String hint) {
        return new WeirException(ErrorCode.SQL_INVALID, what, "table " + options.table(), hint, null);
    }
}
