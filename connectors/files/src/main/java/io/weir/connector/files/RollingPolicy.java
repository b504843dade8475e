package io.weir.connector.files;

import io.weir.engine.connector.TableOptions;
import java.time.Duration;

/**
 * When a file is complete and the next one begins: Flink's options.
 *
 * @param fileBytes the size that is enough
 * @param rolloverMillis how long a file may be open
 * @param inactivityMillis how long nothing may be written to it
 * @param checkMillis how often that is looked at
 */
record RollingPolicy(long fileBytes, long rolloverMillis, long inactivityMillis, long checkMillis) {
    private static final String PREFIX = "sink.rolling-policy.";
    private static final long FILE_BYTES_DEFAULT = 128L << 20;

    static RollingPolicy of(TableOptions options) {
        long fileBytes = options.bytes(PREFIX + "file-size").orElse(FILE_BYTES_DEFAULT);
        if (fileBytes < 1) {
            throw options.invalid(PREFIX + "file-size", "it must be positive");
        }
        return new RollingPolicy(
                fileBytes,
                millis(options, "rollover-interval", Duration.ofMinutes(30)),
                millis(options, "inactivity-interval", Duration.ofMinutes(30)),
                millis(options, "check-interval", Duration.ofMinutes(1)));
    }

    private static long millis(TableOptions options, String key, Duration otherwise) {
        long millis = options.duration(PREFIX + key).orElse(otherwise).toMillis();
        if (millis < 1) {
            throw options.invalid(PREFIX + key, "it must be at least 1 ms");
        }
        return millis;
    }
}
