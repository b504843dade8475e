package io.weir.engine.expression;

import io.weir.engine.function.UserFunctions;
import io.weir.engine.time.Clock;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What expressions may know of their surroundings.
 *
 * @param clock the engine's clock, the only source of the current time
 * @param localTimeZone the session's time zone, {@code table.local-time-zone}
 * @param configuration the job's configuration, by Flink's keys
 * @param seeds the only source of randomness: each call of RAND or UUID takes the seeds of its own generator from it
 * @param functions where functions of the user's are found
 */
public record ExpressionContext(
        Clock clock,
        ZoneId localTimeZone,
        Map<String, String> configuration,
        LongSupplier seeds,
        UserFunctions functions) {
    /** A context whose seeds cannot be foretold, with functions of the class path. */
    public ExpressionContext(Clock clock, ZoneId localTimeZone, Map<String, String> configuration) {
        this(clock, localTimeZone, configuration, UserFunctions.onClassPath());
    }

    /** A context with functions of the class path. */
    public ExpressionContext(Clock clock, ZoneId localTimeZone, Map<String, String> configuration, LongSupplier seeds) {
        this(clock, localTimeZone, configuration, seeds, UserFunctions.onClassPath());
    }

    /** A context whose seeds cannot be foretold. */
    public ExpressionContext(
            Clock clock, ZoneId localTimeZone, Map<String, String> configuration, UserFunctions functions) {
        this(clock, localTimeZone, configuration, new SecureRandom()::nextLong, functions);
    }
}
