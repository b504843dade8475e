package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import redis.clients.jedis.Protocol.Command;

/** Makes a row of what a key holds. */
final class RowReader {
    private final RedisTable table;

    /** The columns that are fields of a hash, by their names. */
    private final Map<String, Integer> columns = new HashMap<>();

    RowReader(RedisTable table) {
        this.table = table;
        for (int column : table.values()) {
            columns.put(table.type().getFieldNames().get(column), column);
        }
    }

    /** The command that asks for what a key holds. */
    Command command() {
        return table.options().structure() == RedisStructure.HASH ? Command.HGETALL : Command.GET;
    }

    /**
     * The row, without the columns of its key.
     *
     * @param answer what {@link #command} has given
     * @return empty if there is no such key
     */
    Optional<GenericRowData> row(byte[] key, Object answer) {
        GenericRowData row = new GenericRowData(table.type().getFieldCount());
        if (answer instanceof byte[] value) {
            setField(row, table.values()[0], key, value);
            return Optional.of(row);
        }
        if (!(answer instanceof List<?> fields) || fields.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i) instanceof byte[] name && fields.get(i + 1) instanceof byte[] value) {
                Integer column = columns.get(new String(name, StandardCharsets.UTF_8));
                if (column != null) {
                    setField(row, column, key, value);
                }
            }
        }
        return Optional.of(row);
    }

    private void setField(GenericRowData row, int column, byte[] key, byte[] value) {
        LogicalType type = table.type().getTypeAt(column);
        try {
            row.setField(column, FieldText.read(value, type));
        } catch (IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "the key " + RedisCommand.show(key) + " has '" + new String(value, StandardCharsets.UTF_8)
                            + "' as " + table.type().getFieldNames().get(column) + ", which is no "
                            + type.asSummaryString(),
                    table.options().where(),
                    "Declare the column as STRING, or mend the value",
                    e);
        }
    }
}
