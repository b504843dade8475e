package io.weir.engine.connector;

import io.weir.engine.spi.DecoderFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the options of one table. It remembers which options were asked for, so that the rest can be refused. */
public final class TableOptions extends TypedOptions {
    private final String table;
    private final Set<String> known = new HashSet<>(List.of("connector"));

    public TableOptions(String table, Map<String, String> options) {
        super(options);
        this.table = table;
    }

    @Override
    public String where(String key) {
        return "table " + table + ", option '" + key + "'";
    }

    /** Every way to an option leads through here. */
    @Override
    public boolean has(String key) {
        known.add(key);
        return super.has(key);
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
        all().forEach((key, value) -> {
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
        return new NotNativeException("option '" + key + "' = '" + all().getOrDefault(key, "") + "' of table " + table);
    }

    /** To be called once all options were asked for: whatever is left is none that the native connector knows. */
    public void rejectUnknown() {
        for (String key : new TreeSet<>(all().keySet())) {
            if (!known.contains(key)) {
                throw notNative(key);
            }
        }
    }
}
