package io.weir.engine.connector;

import io.weir.engine.spi.DecoderFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of one table: values are understood by Flink's own rules, and a wrong one gives a message that
 * names the table, the option and what was expected. It remembers which options were asked for, so that the rest can be
 * refused.
 */
public final class TableOptions {
    private final String table;
    private final Map<String, String> options;
    private final Configuration configuration;
    private final Set<String> known = new HashSet<>(List.of("connector"));

    public TableOptions(String table, Map<String, String> options) {
        this.table = table;
        this.options = Map.copyOf(options);
        this.configuration = Configuration.fromMap(new HashMap<>(options));
    }

    /** Where a message says that the mistake is. */
    public String where(String key) {
        return "table " + table + ", option '" + key + "'";
    }

    public boolean has(String key) {
        known.add(key);
        return options.containsKey(key);
    }

    public Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(options.get(key));
    }

    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** An option without which the table cannot work. */
    public String required(String key) {
        return text(key)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new WeirException(
                        ErrorCode.OPTION_MISSING,
                        "option '" + key + "' is missing",
                        "table " + table,
                        "Add it to the table's WITH clause",
                        null));
    }

    public boolean flag(String key, boolean otherwise) {
        return typed(key, ConfigOptions.key(key).booleanType().noDefaultValue(), "true or false")
                .orElse(otherwise);
    }

    public Optional<Long> integer(String key) {
        return typed(key, ConfigOptions.key(key).longType().noDefaultValue(), "a whole number");
    }

    public Optional<Double> number(String key) {
        return typed(key, ConfigOptions.key(key).doubleType().noDefaultValue(), "a number");
    }

    public Optional<Duration> duration(String key) {
        return typed(
                key, ConfigOptions.key(key).durationType().noDefaultValue(), "a duration such as '10 s' or '5 min'");
    }

    public Optional<Long> bytes(String key) {
        return typed(key, ConfigOptions.key(key).memoryType().noDefaultValue(), "a size such as '64 mb'")
                .map(MemorySize::getBytes);
    }

    private <T> Optional<T> typed(String key, ConfigOption<T> option, String expected) {
        known.add(key);
        if (!options.containsKey(key)) {
            return Optional.empty();
        }
        try {
            return configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw invalid(key, "it must be " + expected, e);
        }
    }

    /** The exception for a value that cannot be used; the rule is a clause such as "it must be positive". */
    public WeirException invalid(String key, String rule) {
        return invalid(key, rule, null);
    }

    private WeirException invalid(String key, String rule, @Nullable Throwable cause) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "the value '" + options.getOrDefault(key, "") + "' cannot be used: " + rule,
                where(key),
                "",
                cause);
    }

    /** Refuses a format whose records are no lines, for a connector that has nothing else. */
    public void requireLines(DecoderFactory format) {
        if (!format.decodesLines()) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the format " + format.identifier() + " has no lines, which is what this connector reads",
                    where("format"),
                    "Use json, csv or another format of text",
                    null);
        }
    }

    /** The options that begin with this prefix, without it. */
    public Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                known.add(key);
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Options that are the planner's business, or say something about the other direction. */
    public void ignore(String... keys) {
        known.addAll(List.of(keys));
    }

    /** As {@link #ignore(String...)}, for all that begin with the prefix. */
    public void ignorePrefix(String prefix) {
        withPrefix(prefix);
    }

    /** Options that Flink's connector has and the native one has not. */
    public void refuse(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                throw notNative(key);
            }
        }
    }

    /** The exception for an option, or a value of it, that only Flink's connector understands. */
    public NotNativeException notNative(String key) {
        return new NotNativeException(
                "option '" + key + "' = '" + options.getOrDefault(key, "") + "' of table " + table);
    }

    /** To be called once all options were asked for: whatever is left is none that the native connector knows. */
    public void rejectUnknown() {
        for (String key : new TreeSet<>(options.keySet())) {
            if (!known.contains(key)) {
                throw notNative(key);
            }
        }
    }
}
