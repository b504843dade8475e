package io.weir.connector.redis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key of Redis holds, which says what becomes of a row: the option {@code data-type}. */
enum RedisStructure {
    /** A row is a key; its columns are fields. */
    HASH("hash"),
    /** A row is a key; its other column is the value. */
    STRING("string"),
    /** A row is pushed to the end of a list. */
    LIST("list"),
    /** A row is a member of a set. */
    SET("set"),
    /** A row is a member of a sorted set, and its score. */
    SORTED_SET("zset");

    /** As the command TYPE says it. */
    private final String redisName;

    RedisStructure(String redisName) {
        this.redisName = redisName;
    }

    String redisName() {
        return redisName;
    }

    /** As the option says it. */
    String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<RedisStructure> of(String option) {
        return Arrays.stream(values())
                .filter(each -> each.optionName().equals(option))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(RedisStructure::optionName).collect(Collectors.joining(", "));
    }

    /** Whether a row is found by the table's primary key alone, so that it can be looked up. */
    boolean isOneRow() {
        return this == HASH || this == STRING;
    }
}
