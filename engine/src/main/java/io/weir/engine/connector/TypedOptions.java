package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * Options whose values are understood by Flink's own rules; a wrong one gives a message that names the option and what
 * was expected.
 */
public abstract sealed class TypedOptions permits TableOptions, JobOptions {
    private final Map<String, String> options;
    private final Configuration configuration;

    TypedOptions(Map<String, String> options) {
        this.options = Map.copyOf(options);
        this.configuration = Configuration.fromMap(new HashMap<>(options));
    }

    /** Where a message says that the mistake is. */
    public abstract String where(String key);

    final Map<String, String> all() {
        return options;
    }

    public boolean has(String key) {
        return options.containsKey(key);
    }

    public Optional<String> text(String key) {
        return has(key) ? Optional.of(options.getOrDefault(key, "")) : Optional.empty();
    }

    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
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
        if (!has(key)) {
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
}
