package io.weir.server.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the health table: how a rule stands for a pipeline, which is how its worst measure stands.
 *
 * @param worst the measure that decides
 */
public record HealthRow(HealthRule rule, HealthReading worst) {
    private record Key(String pipeline, HealthRule rule) {}

    /** The rows of some readings, in their order. */
    public static List<HealthRow> of(List<HealthReading> readings) {
        Map<Key, HealthRow> rows = new LinkedHashMap<>();
        for (HealthReading reading : readings) {
            HealthRule rule = reading.measure().rule();
            if (rule.isRow()) {
                rows.merge(
                        new Key(reading.pipeline(), rule),
                        new HealthRow(rule, reading),
                        (one, other) -> isWorse(other.worst, one.worst) ? other : one);
            }
        }
        return new ArrayList<>(rows.values());
    }

    private static boolean isWorse(HealthReading one, HealthReading other) {
        if (one.status() != other.status()) {
            return one.status().compareTo(other.status()) > 0;
        }
        return one.value() / one.threshold() > other.value() / other.threshold();
    }
}
