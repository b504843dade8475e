package io.weir.plan.expression;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * A constant. The Java class of the value follows from the type:
 *
 * <table>
 * <caption>Classes of values</caption>
 * <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 * <tr><td>TINYINT, SMALLINT, INTEGER, BIGINT</td><td>{@link Long}</td></tr>
 * <tr><td>INTERVAL … YEAR, MONTH</td><td>{@link Long}, months</td></tr>
 * <tr><td>INTERVAL … DAY to SECOND</td><td>{@link Long}, milliseconds</td></tr>
 * <tr><td>DECIMAL</td><td>{@link java.math.BigDecimal}</td></tr>
 * <tr><td>FLOAT</td><td>{@link Float}</td></tr>
 * <tr><td>DOUBLE</td><td>{@link Double}</td></tr>
 * <tr><td>CHAR, VARCHAR</td><td>{@link String}</td></tr>
 * <tr><td>BINARY, VARBINARY</td><td>{@code byte[]}</td></tr>
 * <tr><td>DATE</td><td>{@link java.time.LocalDate}</td></tr>
 * <tr><td>TIME</td><td>{@link java.time.LocalTime}</td></tr>
 * <tr><td>TIMESTAMP</td><td>{@link java.time.LocalDateTime}</td></tr>
 * <tr><td>TIMESTAMP_LTZ</td><td>{@link java.time.Instant}</td></tr>
 * </table>
 *
 * @param value the value, or null for SQL's NULL
 */
public record Literal(@Nullable Object value, LogicalType type) implements PlanExpression {

    public boolean isNull() {
        return value == null;
    }

    @Override
    public String describe() {
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return value == null ? "NULL" : value.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal literal
                && Objects.deepEquals(value, literal.value)
                && type.equals(literal.type);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {value, type});
    }
}
