package io.weir.functions;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.InputGroup;
import org.apache.flink.table.functions.AggregateFunction;
import org.jspecify.annotations.Nullable;

/**
 * About how many distinct values there are, nulls left out, in {@value #REGISTER_BYTES} bytes for each group however
 * many there are: an UltraLogLog (Ertl, 2024), whose standard error is below 1 %. The answer hangs on the values only,
 * not on their order. Rows cannot be taken away again.
 */
public final class ApproximateCountDistinct extends AggregateFunction<Long, ApproximateCountDistinct.Registers> {
    /** The standard error is 0.76 divided by the square root of 2 to this power. */
    private static final int PRECISION = 13;

    private static final int REGISTER_BYTES = 1 << PRECISION;
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    /** What is known of a group. */
    public static final class Registers {
        public byte[] bytes = new byte[REGISTER_BYTES];
    }

    @Override
    public Registers createAccumulator() {
        return new Registers();
    }

    /** Adds a value of any type. */
    public void accumulate(Registers registers, @DataTypeHint(inputGroup = InputGroup.ANY) @Nullable Object value) {
        if (value != null) {
            UltraLogLog.wrap(registers.bytes).add(hash(value));
        }
    }

    private static long hash(Object value) {
        if (value instanceof byte[] bytes) {
            return HASHER.hashBytesToLong(bytes);
        }
        if (value instanceof Number number && !(value instanceof java.math.BigDecimal)) {
            // 0.0 and -0.0 are one number; a whole number is the same whatever its width.
            boolean isFraction = value instanceof Double || value instanceof Float;
            return isFraction
                    ? HASHER.hashLongToLong(Double.doubleToLongBits(number.doubleValue() + 0.0))
                    : HASHER.hashLongToLong(number.longValue());
        }
        return HASHER.hashCharsToLong(value.toString());
    }

    /** Adds the values of other groups. */
    public void merge(Registers registers, Iterable<Registers> others) {
        UltraLogLog sketch = UltraLogLog.wrap(registers.bytes);
        for (Registers other : others) {
            sketch.add(UltraLogLog.wrap(other.bytes));
        }
    }

    @Override
    public Long getValue(Registers registers) {
        return Math.round(UltraLogLog.wrap(registers.bytes).getDistinctCountEstimate());
    }
}
