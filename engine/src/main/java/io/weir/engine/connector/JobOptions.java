package io.weir.engine.connector;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads the configuration of a job: what {@code SET} and {@code -D} give. */
public final class JobOptions extends TypedOptions {
    public JobOptions(Map<String, String> configuration) {
        super(stripped(configuration));
    }

    /** Blanks around a value mean nothing. */
    private static Map<String, String> stripped(Map<String, String> configuration) {
        Map<String, String> stripped = new HashMap<>();
        configuration.forEach((key, value) -> stripped.put(key, value.strip()));
        return stripped;
    }

    @Override
    public String where(String key) {
        return "configuration, '" + key + "'";
    }

    /** A duration in milliseconds. */
    public long millis(String key, long otherwise) {
        try {
            return duration(key).map(Duration::toMillis).orElse(otherwise);
        } catch (ArithmeticException e) {
            throw invalid(key, "it is too long");
        }
    }

    /** A whole number that is not too small. */
    public int count(String key, int otherwise, int least) {
        long count = integer(key).orElse((long) otherwise);
        if (count < least || count > Integer.MAX_VALUE) {
            throw invalid(key, "it must be a whole number from " + least);
        }
        return (int) count;
    }
}
