package io.weir.connector.redis;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Looks one row up by its key: what Redis has at that moment. */
public final class RedisLookupFunction extends LookupFunction {
    private static final long serialVersionUID = 1L;

    private final RedisTable table;
    /** The column that each field of the asked row is compared with. */
    private final int[] columns;
    /** Where in the asked row the columns of the table's key are. */
    private final int[] keyFields;

    private transient @Nullable Reading reading;

    /** What is made where the function runs. */
    private record Reading(RedisSession session, RedisKeys keys, RowReader rows, RowData.FieldGetter[] asked) {}

    RedisLookupFunction(RedisTable table, int[] columns, int[] keyFields) {
        this.table = table;
        this.columns = columns.clone();
        this.keyFields = keyFields.clone();
    }

    @Override
    public void open(FunctionContext context) {
        RowData.FieldGetter[] asked = new RowData.FieldGetter[columns.length];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = RowData.createFieldGetter(table.type().getTypeAt(columns[i]), i);
        }
        reading = new Reading(new RedisSession(table.options()), new RedisKeys(table), new RowReader(table), asked);
    }

    @Override
    public Collection<RowData> lookup(RowData askedRow) {
        Reading current = Objects.requireNonNull(reading, "looked up before it was opened");
        for (int field : keyFields) {
            if (askedRow.isNullAt(field)) {
                // NULL equals nothing.
                return List.of();
            }
        }
        byte[] key = current.keys.key(askedRow, keyFields);
        Object answer = current.session.run("looking rows up", connection -> {
            connection.sendCommand(current.rows.command(), key);
            try {
                return Optional.ofNullable(connection.getOne());
            } catch (JedisDataException e) {
                if (RedisFailures.isPassing(e)) {
                    throw e;
                }
                throw RedisFailures.ofKey(table.options(), key, e);
            }
        });
        Optional<GenericRowData> found = answer instanceof Optional<?> some && some.isPresent()
                ? current.rows.row(key, some.get())
                : Optional.empty();
        return found.filter(row -> complete(row, askedRow, current))
                .<Collection<RowData>>map(List::of)
                .orElse(List.of());
    }

    /** Adds the columns of the key; false if another column is not what is asked for. */
    private boolean complete(GenericRowData row, RowData askedRow, Reading current) {
        for (int field : keyFields) {
            row.setField(columns[field], current.asked[field].getFieldOrNull(askedRow));
        }
        for (int i = 0; i < columns.length; i++) {
            Object wanted = current.asked[i].getFieldOrNull(askedRow);
            if (wanted == null || !Objects.deepEquals(wanted, row.getField(columns[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        Reading current = reading;
        reading = null;
        if (current != null) {
            current.session.close();
        }
    }

    @Override
    public String toString() {
        return "RedisLookupFunction" + Arrays.toString(columns);
    }
}
