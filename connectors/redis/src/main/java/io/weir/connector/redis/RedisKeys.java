package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The keys of a table: the prefix and the values of the key's columns, with the separator between them.
 *
 * <p>Where a key has several columns, a backslash stands before each backslash and before each first character of the
 * separator within a value, so that different rows never have the same key.
 */
final class RedisKeys {
    private static final byte ESCAPE = '\\';

    private final RedisTable table;
    private final byte[] prefix;
    private final byte[] separator;

    RedisKeys(RedisTable table) {
        this.table = table;
        RedisOptions options = table.options();
        separator = options.keySeparator().getBytes(StandardCharsets.UTF_8);
        boolean isAlone = options.keyPrefix().isEmpty() || table.key().length == 0;
        prefix = (options.keyPrefix() + (isAlone ? "" : options.keySeparator())).getBytes(StandardCharsets.UTF_8);
    }

    /** The key of a row of the table. */
    byte[] key(RowData row) {
        return key(row, table.key());
    }

    /**
     * The key that a row has values for.
     *
     * @param fields where in that row the values of the key's columns are, in the order of the table's key
     */
    byte[] key(RowData row, int[] fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(prefix);
        for (int i = 0; i < fields.length; i++) {
            int column = table.key()[i];
            if (row.isNullAt(fields[i])) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "column " + table.type().getFieldNames().get(column)
                                + " is NULL, and is a part of the key in Redis",
                        table.options().where(),
                        "Leave such rows out, or put a value in its place with COALESCE",
                        null);
            }
            LogicalType type = table.type().getTypeAt(column);
            byte[] value = FieldText.write(row, fields[i], type);
            if (fields.length == 1) {
                bytes.writeBytes(value);
            } else {
                if (i > 0) {
                    bytes.writeBytes(separator);
                }
                writeEscaped(value, bytes);
            }
        }
        return bytes.toByteArray();
    }

    private void writeEscaped(byte[] value, ByteArrayOutputStream bytes) {
        for (byte each : value) {
            if (each == ESCAPE || each == separator[0]) {
                bytes.write(ESCAPE);
            }
            bytes.write(each);
        }
    }
}
