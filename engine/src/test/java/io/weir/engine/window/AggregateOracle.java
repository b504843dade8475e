package io.weir.engine.window;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * One aggregate call, computed the naive way from the list of a group's rows.
 *
 * @param function COUNT, SUM, AVG, MIN or MAX
 * @param argument the column, or -1 for COUNT(*)
 * @param argumentType the column's type
 * @param filter the column of the filter, or -1
 */
record AggregateOracle(String function, int argument, LogicalType argumentType, int filter, boolean isDistinct) {
    private static final int AVERAGE_SCALE_MIN = 6;

    /** The type of the result, as Flink's planner has it. */
    LogicalType resultType() {
        if (function.equals("COUNT")) {
            return new BigIntType(false);
        }
        if (argumentType.is(LogicalTypeRoot.DECIMAL) && (function.equals("SUM") || function.equals("AVG"))) {
            int scale = LogicalTypeChecks.getScale(argumentType);
            return new DecimalType(38, function.equals("SUM") ? scale : Math.max(scale, AVERAGE_SCALE_MIN));
        }
        return argumentType.copy(true);
    }

    /** The result over rows of Java's own objects, or null. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Object result(List<Object[]> rows) {
        List<Object> values = new ArrayList<>();
        for (Object[] row : rows) {
            if (filter >= 0 && !Boolean.TRUE.equals(row[filter])) {
                continue;
            }
            if (argument < 0) {
                values.add(1);
            } else if (row[argument] != null) {
                values.add(row[argument]);
            }
        }
        if (isDistinct) {
            values = new ArrayList<>(new LinkedHashSet<>(values));
        }
        if (function.equals("COUNT")) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (function) {
            case "MIN" ->
                values.stream()
                        .map(Comparable.class::cast)
                        .min(Comparator.naturalOrder())
                        .get();
            case "MAX" ->
                values.stream()
                        .map(Comparable.class::cast)
                        .max(Comparator.naturalOrder())
                        .get();
            default -> sum(values);
        };
    }

    private Object sum(List<Object> values) {
        boolean isAverage = function.equals("AVG");
        if (values.get(0) instanceof Double) {
            double sum = values.stream().mapToDouble(value -> (Double) value).sum();
            return isAverage ? sum / values.size() : sum;
        }
        if (values.get(0) instanceof BigDecimal) {
            BigDecimal sum = values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
            int scale = LogicalTypeChecks.getScale(resultType());
            return isAverage
                    ? sum.divide(BigDecimal.valueOf(values.size()), scale, RoundingMode.HALF_UP)
                    : sum.setScale(scale, RoundingMode.UNNECESSARY);
        }
        long sum =
                values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
        long result = isAverage ? sum / values.size() : sum;
        if (values.get(0) instanceof Integer) {
            return (int) result;
        }
        return result;
    }
}
