package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateCountDistinctTest {
    /** Four standard errors. */
    private static final double ERROR_MAX = 0.034;

    private final ApproximateCountDistinct function = new ApproximateCountDistinct();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1000, 50_000, 1_000_000})
    void isWithinFourStandardErrors(int distinct) {
        ApproximateCountDistinct.Registers registers = function.createAccumulator();
        for (long i = 0; i < distinct; i++) {
            function.accumulate(registers, i);
            function.accumulate(registers, i / 2);
        }
        function.accumulate(registers, null);

        assertThat(function.getValue(registers).doubleValue())
                .isBetween(Math.floor(distinct * (1 - ERROR_MAX)), Math.ceil(distinct * (1 + ERROR_MAX)));
    }

    @Test
    void countsValuesOfEveryType() {
        ApproximateCountDistinct.Registers registers = function.createAccumulator();
        List<Object> values = List.of(
                "a", "b", new byte[] {1}, new byte[] {2}, 1.5, 1.5f, 0.0, -0.0, new BigDecimal("1.50"), true, false);
        values.forEach(value -> function.accumulate(registers, value));
        values.forEach(value -> function.accumulate(registers, value));

        assertThat(function.getValue(registers)).isEqualTo(9);
    }

    @Test
    void mergedGroupsAreAsIfTheyHadAlwaysBeenOne() {
        ApproximateCountDistinct.Registers whole = function.createAccumulator();
        ApproximateCountDistinct.Registers left = function.createAccumulator();
        ApproximateCountDistinct.Registers right = function.createAccumulator();
        for (int i = 0; i < 30_000; i++) {
            function.accumulate(whole, "text " + i);
            function.accumulate(i < 20_000 ? left : right, "text " + i);
            function.accumulate(i > 10_000 ? right : left, "text " + i);
        }

        function.merge(left, List.of(right));

        assertThat(function.getValue(left)).isEqualTo(function.getValue(whole));
    }
}
