package io.weir.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateQuantileTest {
    private final ApproximateQuantile function = new ApproximateQuantile();

    /** Of both signs, over many sizes, with zeros. */
    private static double[] values(int count, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i % 50 == 0 ? 0 : Math.exp(random.nextGaussian() * 5) * (random.nextInt(3) == 0 ? -1 : 1);
        }
        return values;
    }

    private void checkQuantile(ApproximateQuantile.Buckets buckets, double[] values, double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double exact = sorted[(int) (quantile * (sorted.length - 1))];
        assertThat(function.getValue(buckets))
                .as("quantile %s of %d values", quantile, values.length)
                .isCloseTo(exact, within(Math.abs(exact) * 0.01 + 1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.25, 0.33, 0.5, 0.9, 0.999, 1})
    void isOffByOnePercentOfTheValueAtMost(double quantile) {
        for (int count : new int[] {1, 2, 10, 1000, 20_000}) {
            double[] values = values(count, 5);
            ApproximateQuantile.Buckets buckets = function.createAccumulator();
            for (double value : values) {
                function.accumulate(buckets, value, quantile);
            }
            function.accumulate(buckets, null, quantile);

            checkQuantile(buckets, values, quantile);
        }
    }

    @Test
    void mergesAndTakesAwayWithoutLoss() {
        double[] first = values(3000, 6);
        double[] second = values(2000, 7);
        ApproximateQuantile.Buckets left = function.createAccumulator();
        ApproximateQuantile.Buckets right = function.createAccumulator();
        for (double value : first) {
            function.accumulate(left, value, 0.7);
        }
        for (double value : second) {
            function.accumulate(right, value, 0.7);
        }

        function.merge(left, List.of(right));
        for (double value : first) {
            function.retract(left, value, 0.7);
        }

        checkQuantile(left, second, 0.7);
        for (double value : second) {
            function.retract(left, value, 0.7);
        }
        assertThat(function.getValue(left)).isNull();
        assertThat(left.positives).isEmpty();
        assertThat(left.negatives).isEmpty();
    }

    @Test
    void whatHasNoQuantileIsRefused() {
        ApproximateQuantile.Buckets buckets = function.createAccumulator();
        assertThatThrownBy(() -> function.accumulate(buckets, 1.0, 1.5)).hasMessageContaining("but is 1.5");
        assertThatThrownBy(() -> function.accumulate(buckets, Double.NaN, 0.5)).hasMessageContaining("NaN");
        assertThat(function.getValue(function.createAccumulator())).isNull();
    }
}
