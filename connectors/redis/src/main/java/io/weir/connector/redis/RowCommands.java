package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * The commands that bring a row into Redis. They set values and never add to what is there, so that doing them again
 * changes nothing; only pushing to a list does.
 */
final class RowCommands {
    /** Begins the time of a key that has none yet; PEXPIRE itself can do that from Redis 7 on only. */
    private static final byte[] EXPIRE_ONCE = RedisCommand.bytes("if redis.call('PTTL', KEYS[1]) == -1 then "
            + "return redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return 0");

    /**
     * Raises the time of a key that rows share. A time that is over takes the key away only if it has no other row.
     * Keys: the key. Arguments: the time, the command that counts the rows.
     */
    private static final byte[] EXPIRE_LATER = RedisCommand.bytes("""
            local now, left = redis.call('TIME'), redis.call('PTTL', KEYS[1])
            local wanted = ARGV[1] - (now[1] * 1000 + math.floor(now[2] / 1000))
            if wanted > math.max(left, 0) or (left == -1 and redis.call(ARGV[2], KEYS[1]) == 1) then
              return redis.call('PEXPIREAT', KEYS[1], ARGV[1])
            end
            return 0
            """);

    private static final byte[] ONE = RedisCommand.bytes(1);

    private final RedisTable table;
    private final RedisKeys keys;
    private final byte[][] fieldNames;

    /** Removes the old row of an update, unless its new row comes next: a filter may have taken that out. */
    private @Nullable RedisCommand updated;

    RowCommands(RedisTable table) {
        this.table = table;
        keys = new RedisKeys(table);
        fieldNames = new byte[table.values().length][];
        for (int i = 0; i < fieldNames.length; i++) {
            fieldNames[i] = RedisCommand.bytes(table.type().getFieldNames().get(table.values()[i]));
        }
    }

    /** Adds the commands of one change. */
    void add(RowData row, List<RedisCommand> commands) {
        byte[] key = keys.key(row);
        boolean isAddition = row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER;
        RedisCommand before = updated;
        updated = null;
        if (before != null
                && !(isAddition
                        && Arrays.deepEquals(
                                before.arguments(), removal(key, row).arguments()))) {
            commands.add(before);
        }
        if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
            updated = removal(key, row);
            return;
        }
        if (row.getRowKind() == RowKind.DELETE) {
            commands.add(removal(key, row));
            return;
        }
        switch (table.options().structure()) {
            case HASH -> setFields(key, row, commands);
            case STRING -> setValue(key, row, commands);
            case LIST -> commands.add(new RedisCommand(Command.RPUSH, key, key, element(row)));
            case SET -> commands.add(new RedisCommand(Command.SADD, key, key, member(row)));
            case SORTED_SET ->
                commands.add(new RedisCommand(Command.ZADD, key, key, value(row, 1, "score"), member(row)));
            default ->
                throw new IllegalStateException(table.options().structure().name());
        }
        if (!table.ttl().isForEver()) {
            commands.add(expire(key, row));
        }
    }

    /** Whether the old row of an update has come, and what comes next says whether it is to be removed. */
    boolean isUpdating() {
        return updated != null;
    }

    /** Removes the old row of an update whose new row has not come. */
    void end(List<RedisCommand> commands) {
        RedisCommand before = updated;
        updated = null;
        if (before != null) {
            commands.add(before);
        }
    }

    byte[] key(RowData row) {
        return keys.key(row);
    }

    /** The element that is pushed to a list. */
    byte[] element(RowData row) {
        return value(row, 0, "element of a list");
    }

    private byte[] member(RowData row) {
        return value(row, 0, "member of a set");
    }

    private RedisCommand removal(byte[] key, RowData row) {
        return switch (table.options().structure()) {
            case HASH -> new RedisCommand(Command.HDEL, key, allFields(key));
            case STRING -> new RedisCommand(Command.DEL, key, key);
            case SET -> new RedisCommand(Command.SREM, key, key, member(row));
            case SORTED_SET -> new RedisCommand(Command.ZREM, key, key, member(row));
            case LIST ->
                throw new WeirException(
                        ErrorCode.SQL_INVALID,
                        "the query removes rows, and an element of a list is not found again",
                        table.options().where(),
                        "Choose another 'data-type'",
                        null);
        };
    }

    /** A key and the names of the table's own fields: others may keep theirs in the same hash. */
    private byte[][] allFields(byte[] key) {
        byte[][] arguments = new byte[1 + fieldNames.length][];
        arguments[0] = key;
        System.arraycopy(fieldNames, 0, arguments, 1, fieldNames.length);
        return arguments;
    }

    private void setFields(byte[] key, RowData row, List<RedisCommand> commands) {
        List<byte[]> set = new ArrayList<>();
        List<byte[]> removed = new ArrayList<>();
        set.add(key);
        removed.add(key);
        for (int i = 0; i < fieldNames.length; i++) {
            int column = table.values()[i];
            if (row.isNullAt(column)) {
                removed.add(fieldNames[i]);
            } else {
                set.add(fieldNames[i]);
                set.add(FieldText.write(row, column, table.type().getTypeAt(column)));
            }
        }
        if (set.size() > 1) {
            commands.add(new RedisCommand(Command.HSET, key, set.toArray(new byte[0][])));
        }
        if (removed.size() > 1) {
            commands.add(new RedisCommand(Command.HDEL, key, removed.toArray(new byte[0][])));
        }
    }

    private void setValue(byte[] key, RowData row, List<RedisCommand> commands) {
        int column = table.values()[0];
        if (row.isNullAt(column)) {
            commands.add(new RedisCommand(Command.DEL, key, key));
            return;
        }
        byte[] value = FieldText.write(row, column, table.type().getTypeAt(column));
        boolean keepsTtl = table.ttl().refresh() == KeyTtl.Refresh.ON_CREATE;
        commands.add(
                keepsTtl
                        ? new RedisCommand(Command.SET, key, key, value, RedisCommand.bytes("KEEPTTL"))
                        : new RedisCommand(Command.SET, key, key, value));
    }

    private byte[] value(RowData row, int index, String what) {
        int column = table.values()[index];
        if (row.isNullAt(column)) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "column " + table.type().getFieldNames().get(column) + " is NULL, and is the " + what,
                    table.options().where(),
                    "Leave such rows out, or put a value in its place with COALESCE",
                    null);
        }
        return FieldText.write(row, column, table.type().getTypeAt(column));
    }

    private RedisCommand expire(byte[] key, RowData row) {
        KeyTtl ttl = table.ttl();
        return switch (ttl.refresh()) {
            case ON_WRITE -> new RedisCommand(Command.PEXPIRE, key, key, RedisCommand.bytes(ttl.millis()));
            case ON_CREATE ->
                new RedisCommand(Command.EVAL, key, EXPIRE_ONCE, ONE, key, RedisCommand.bytes(ttl.millis()));
            case COLUMN -> expireAt(key, RedisCommand.bytes(expiryMillis(row)));
        };
    }

    private RedisCommand expireAt(byte[] key, byte[] millis) {
        return switch (table.options().structure()) {
            case HASH, STRING -> new RedisCommand(Command.PEXPIREAT, key, key, millis);
            case LIST -> expireLater(key, millis, Command.LLEN);
            case SET -> expireLater(key, millis, Command.SCARD);
            case SORTED_SET -> expireLater(key, millis, Command.ZCARD);
        };
    }

    private static RedisCommand expireLater(byte[] key, byte[] millis, Command count) {
        return new RedisCommand(Command.EVAL, key, EXPIRE_LATER, ONE, key, millis, count.getRaw());
    }

    /** When the row's key goes, in milliseconds since 1970; by the column that says so. */
    long expiryMillis(RowData row) {
        KeyTtl ttl = table.ttl();
        if (row.isNullAt(ttl.column())) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "column " + table.options().ttlColumn() + " is NULL, and says when the key goes",
                    table.options().where(),
                    "Leave such rows out, or put a value in its place with COALESCE",
                    null);
        }
        return FieldText.time(row, ttl.column(), table.type().getTypeAt(ttl.column()))
                        .getMillisecond()
                + ttl.millis();
    }
}
