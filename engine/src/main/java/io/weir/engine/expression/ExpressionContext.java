package io.weir.engine.expression;

import io.weir.engine.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What expressions may know of their surroundings.
 *
 * @param clock the engine's clock, the only source of the current time
 * @param localTimeZone the session's time zone, {@code table.local-time-zone}
 * @param configuration the job's configuration, by Flink's keys
 */
public record ExpressionContext(Clock clock, ZoneId localTimeZone, Map<String, String> configuration) {}
