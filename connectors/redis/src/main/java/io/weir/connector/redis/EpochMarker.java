package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * The marker of a sink: a hash in Redis that says up to which epoch its rows are there, and whose the sink is.
 *
 * <p><b>Commit.</b> One script pushes all rows of an epoch and moves the marker. Redis runs a script alone and a crash
 * keeps all of it or nothing, so the marker tells the truth about the rows; a commit whose answer was lost is found by
 * it. But of a script that fails Redis takes nothing back. So the script looks at the types of all keys before it
 * changes the first, and runs every command but the push itself before the first push: setting the expiry of a list
 * that is not there does nothing, and shows that the user may and that Redis takes the time.
 *
 * <p><b>Fencing.</b> Whoever goes on with a pipeline makes the marker's generation one greater; the script of the
 * generation before then does nothing.
 */
final class EpochMarker {
    /** What the text of {@link PreparedPushes.ListPushes#expiry} begins with; milliseconds follow. */
    static final char EXPIRES_AFTER_WRITE = 'w';

    static final char EXPIRES_AFTER_CREATION = 'c';
    static final char EXPIRES_AT = 'a';

    private static final byte[] TAKE_OVER = RedisCommand.bytes("""
            local generation = redis.call('HINCRBY', KEYS[1], 'generation', 1)
            redis.call('HSET', KEYS[1], 'owner', ARGV[1])
            return {redis.call('HGET', KEYS[1], 'epoch') or '', tostring(generation)}
            """);

    private static final byte[] SET_EPOCH = RedisCommand.bytes("""
            if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then
              return {'taken', redis.call('HGET', KEYS[1], 'owner') or ''}
            end
            redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
            return {'done'}
            """);

    /** Keys: the marker, the lists. Arguments: generation, epoch, epoch before; for each list expiry and elements. */
    private static final byte[] COMMIT = RedisCommand.bytes("""
            local marker = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'owner')
            if not marker[1] or not marker[2] then return {'lost', ''} end
            if marker[2] ~= ARGV[1] then return {'taken', marker[3] or ''} end
            if marker[1] == ARGV[2] then return {'done'} end
            if marker[1] ~= ARGV[3] then return {'lost', marker[1]} end
            local now, isNew, modes, times = 0, {}, {}, {}
            for i = 2, #KEYS do
              local key, expiry = KEYS[i], ARGV[2 * i]
              local held = redis.call('TYPE', key).ok
              if held ~= 'list' and held ~= 'none' then return {'type', key, held} end
              isNew[key] = held == 'none'
              modes[key] = string.sub(expiry, 1, 1)
              local millis = tonumber(string.sub(expiry, 2)) or 0
              times[key] = math.max(times[key] or millis, millis)
              if modes[key] == 'a' and now == 0 then
                local time = redis.call('TIME')
                now = time[1] * 1000 + math.floor(time[2] / 1000)
              end
            end
            local function expire(key)
              local mode, millis = modes[key], string.format('%.0f', times[key])
              if mode == 'w' then
                redis.call('PEXPIRE', key, millis)
              elseif mode == 'c' and redis.call('PTTL', key) < 0 then
                redis.call('PEXPIRE', key, millis)
              elseif mode == 'a' then
                local left = math.max(redis.call('PTTL', key), 0)
                if isNew[key] or times[key] - now > left then redis.call('PEXPIREAT', key, millis) end
              end
            end
            redis.call('HSET', KEYS[1], 'generation', ARGV[1])
            for key in pairs(isNew) do expire(key) end
            for i = 2, #KEYS do
              local packed, at, elements = ARGV[2 * i + 1], 1, {}
              while at <= #packed do
                local length
                length, at = struct.unpack('>I4', packed, at)
                elements[#elements + 1] = string.sub(packed, at, at + length - 1)
                at = at + length
                if #elements == 1000 or at > #packed then
                  redis.call('RPUSH', KEYS[i], unpack(elements))
                  elements = {}
                end
              end
            end
            for key, wasMissing in pairs(isNew) do
              if wasMissing then expire(key) end
            end
            redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
            return {'done'}
            """);

    private final RedisOptions options;
    private final RedisSession session;
    private final String name;
    private final byte[] key;

    /** How often somebody has taken the sink over, as Redis says it. */
    private byte[] generation = new byte[0];

    /** The newest epoch whose rows are there. */
    private long epoch;

    EpochMarker(RedisOptions options, RedisSession session, String pipeline, String sink) {
        this.options = options;
        this.session = session;
        name = "weir:epochs:" + pipeline + ":" + sink;
        key = RedisCommand.bytes(name);
    }

    long epoch() {
        return epoch;
    }

    /** The run goes on from an epoch: as {@link io.weir.engine.spi.Sink#recover}. */
    void recover(long recovered, List<PreparedPushes> prepared, String owner) {
        List<byte[]> taken = eval("taking the lists over", TAKE_OVER, List.of(key), List.of(RedisCommand.bytes(owner)));
        String marked = text(taken.get(0));
        generation = taken.get(1);
        epoch = marked.isEmpty() ? 0 : Long.parseLong(marked);
        // Without anything prepared, the run before has written at least once, or without this table.
        if (recovered == 0 || (prepared.isEmpty() && epoch < recovered)) {
            setEpoch(recovered);
            return;
        }
        long before =
                prepared.stream().mapToLong(PreparedPushes::previousEpoch).min().orElse(recovered);
        if (marked.isEmpty()) {
            throw lost("there is no marker", recovered, before);
        }
        if (epoch > recovered) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    "the lists have the rows up to epoch " + epoch + ", and the pipeline goes on from epoch "
                            + recovered + ": it would push some of them twice",
                    options.where(),
                    "Delete the lists, or accept rows that are there twice: HSET " + name + " epoch " + recovered,
                    null);
        }
        if (epoch < recovered && epoch != before) {
            throw lost("the marker says epoch " + epoch, recovered, before);
        }
        commit(recovered, prepared);
    }

    private WeirException lost(String found, long wanted, long before) {
        return new WeirException(
                ErrorCode.RUN_FAILED,
                "Redis has lost rows that it had: " + found + ", and the pipeline has committed epoch " + before
                        + " and goes on with " + wanted,
                options.where(),
                "Start from a savepoint of before that, or accept that rows are missing: HSET " + name + " epoch "
                        + before,
                null);
    }

    private void setEpoch(long wanted) {
        check(
                eval("taking the lists over", SET_EPOCH, List.of(key), List.of(generation, RedisCommand.bytes(wanted))),
                wanted);
    }

    /** Pushes the rows of an epoch, if they are not there. */
    void commit(long committed, List<PreparedPushes> prepared) {
        if (committed <= epoch) {
            return;
        }
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> arguments = new ArrayList<>();
        keys.add(key);
        arguments.add(generation);
        arguments.add(RedisCommand.bytes(committed));
        arguments.add(RedisCommand.bytes(epoch));
        for (PreparedPushes pushes : prepared) {
            for (PreparedPushes.ListPushes list : pushes.lists()) {
                keys.add(list.key());
                arguments.add(RedisCommand.bytes(list.expiry()));
                arguments.add(list.elements());
            }
        }
        check(eval("committing an epoch", COMMIT, keys, arguments), committed);
    }

    private void check(List<byte[]> answer, long wanted) {
        switch (text(answer.get(0))) {
            case "done" -> epoch = wanted;
            case "taken" ->
                throw new WeirException(
                        ErrorCode.RUN_FAILED,
                        "another process goes on with this pipeline (" + text(answer.get(1))
                                + "); what this one still has is not written",
                        options.where(),
                        "Only one process can run a pipeline: stop this one",
                        null);
            case "type" -> throw RedisFailures.wrongType(options, answer.get(1), "a " + text(answer.get(2)));
            default -> {
                String marked = text(answer.get(1));
                throw lost(marked.isEmpty() ? "there is no marker" : "the marker says epoch " + marked, wanted, epoch);
            }
        }
    }

    private List<byte[]> eval(String doing, byte[] script, List<byte[]> keys, List<byte[]> arguments) {
        List<byte[]> all = new ArrayList<>();
        all.add(script);
        all.add(RedisCommand.bytes(keys.size()));
        all.addAll(keys);
        all.addAll(arguments);
        return session.run(doing, connection -> {
            connection.sendCommand(Command.EVAL, all.toArray(new byte[0][]));
            return connection.getBinaryMultiBulkReply();
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
