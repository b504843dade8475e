package io.weir.connector.redis;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.Protocol.Command;

/**
 * A command and its arguments.
 *
 * @param name the command
 * @param key what it changes, for messages
 * @param arguments all arguments, with the key among them
 */
record RedisCommand(Command name, byte[] key, byte[]... arguments) {
    long bytes() {
        long bytes = 0;
        for (byte[] argument : arguments) {
            bytes += argument.length;
        }
        return bytes;
    }

    /** The key as a text that can be shown. */
    static String show(byte[] key) {
        return "'" + new String(key, StandardCharsets.UTF_8) + "'";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }
}
