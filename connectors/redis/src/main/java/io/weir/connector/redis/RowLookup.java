package io.weir.connector.redis;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** From the values that a join asks for to a key, and from what the key holds to the rows that the join is given. */
final class RowLookup {
    private final RedisTable table;
    private final int[] columns;
    private final int[] keyFields;
    private final RedisKeys keys;
    private final RowReader reader;
    private final RowData.FieldGetter[] asked;

    /**
     * A lookup.
     *
     * @param columns the column that each field of an asked row is compared with
     * @param keyFields where in an asked row the columns of the table's key are
     */
    RowLookup(RedisTable table, int[] columns, int[] keyFields) {
        this.table = table;
        this.columns = columns;
        this.keyFields = keyFields;
        keys = new RedisKeys(table);
        reader = new RowReader(table);
        asked = new RowData.FieldGetter[columns.length];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = RowData.createFieldGetter(table.type().getTypeAt(columns[i]), i);
        }
    }

    Command command() {
        return reader.command();
    }

    /** The key to be asked for; empty if a part of it is NULL, which equals nothing. */
    Optional<byte[]> key(RowData askedRow) {
        for (int field : keyFields) {
            if (askedRow.isNullAt(field)) {
                return Optional.empty();
            }
        }
        return Optional.of(keys.key(askedRow, keyFields));
    }

    /**
     * The rows that the join is given.
     *
     * @param answer what Redis has said of the key
     * @throws io.weir.plan.WeirException if it is an error, or holds what is none of the table's values
     */
    Collection<RowData> rows(RowData askedRow, byte[] key, @Nullable Object answer) {
        if (answer instanceof JedisDataException failure) {
            throw RedisFailures.ofKey(table.options(), key, failure);
        }
        Optional<GenericRowData> found = answer == null ? Optional.empty() : reader.row(key, answer);
        return found.isPresent() && complete(found.get(), askedRow) ? List.of(found.get()) : List.of();
    }

    /** Adds the columns of the key; false if another column is not what is asked for. */
    private boolean complete(GenericRowData row, RowData askedRow) {
        for (int field : keyFields) {
            row.setField(columns[field], asked[field].getFieldOrNull(askedRow));
        }
        for (int i = 0; i < columns.length; i++) {
            Object wanted = asked[i].getFieldOrNull(askedRow);
            if (wanted == null || !Objects.deepEquals(wanted, row.getField(columns[i]))) {
                return false;
            }
        }
        return true;
    }
}
