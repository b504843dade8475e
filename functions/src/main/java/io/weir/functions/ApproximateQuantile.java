package io.weir.functions;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.functions.AggregateFunction;
import org.jspecify.annotations.Nullable;

/**
 * A quantile of numbers, nulls left out, that is off by 1 % of the value at most: {@code quantile(x, 0.99)} of values
 * whose true quantile is 200 lies between 198 and 202. Null if there are no values.
 *
 * <p>It is a DDSketch (Masson, Rim, Lee, 2019): values are counted in buckets whose bounds grow by a constant factor,
 * of which a group has as many as its values differ in size: about 115 for each factor of ten. The answer hangs on the
 * values only, not on their order; sketches merge, and rows can be taken away again, without loss.
 */
public final class ApproximateQuantile extends AggregateFunction<Double, ApproximateQuantile.Buckets> {
    private static final double ERROR_MAX = 0.01;
    private static final double GROWTH = (1 + ERROR_MAX) / (1 - ERROR_MAX);
    private static final double LOG_GROWTH = Math.log(GROWTH);
    /** Values nearer to 0 count as 0. */
    private static final double LEAST = 1e-300;

    /** How many values are in which bucket. */
    public static final class Buckets {
        /** The quantile that is asked for, or a negative number as long as that is not known. */
        public double quantile = -1;

        public long zeros;
        public Map<Integer, Long> positives = new HashMap<>();
        /** By the buckets of the absolute values. */
        public Map<Integer, Long> negatives = new HashMap<>();
    }

    @Override
    public Buckets createAccumulator() {
        return new Buckets();
    }

    /** Adds a value; the quantile, between 0.0 and 1.0, is that of the first row. */
    public void accumulate(Buckets buckets, @Nullable Double value, @Nullable Double quantile) {
        if (buckets.quantile < 0) {
            buckets.quantile = checked(quantile);
        }
        add(buckets, value, 1);
    }

    /** Takes a value away that was added. */
    public void retract(Buckets buckets, @Nullable Double value, @Nullable Double quantile) {
        add(buckets, value, -1);
    }

    private static double checked(@Nullable Double quantile) {
        if (quantile == null || !(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("A quantile must be between 0.0 and 1.0, but is " + quantile);
        }
        return quantile;
    }

    private static void add(Buckets buckets, @Nullable Double value, long count) {
        if (value == null) {
            return;
        }
        if (value.isNaN() || value.isInfinite()) {
            throw new IllegalArgumentException("There is no quantile of " + value);
        }
        double size = Math.abs(value);
        if (size < LEAST) {
            buckets.zeros += count;
        } else {
            add(value > 0 ? buckets.positives : buckets.negatives, bucket(size), count);
        }
    }

    /** Bucket i holds the sizes above GROWTH to the power of i - 1, up to GROWTH to the power of i. */
    private static int bucket(double size) {
        return (int) Math.ceil(Math.log(size) / LOG_GROWTH);
    }

    /** The value that is off by the same share from both bounds of a bucket. */
    private static double value(int bucket) {
        return 2 * Math.exp(bucket * LOG_GROWTH) / (GROWTH + 1);
    }

    private static void add(Map<Integer, Long> counts, int bucket, long count) {
        counts.merge(bucket, count, (before, change) -> before + change == 0 ? null : before + change);
    }

    /** Adds the values of other groups. */
    public void merge(Buckets buckets, Iterable<Buckets> others) {
        for (Buckets other : others) {
            if (buckets.quantile < 0) {
                buckets.quantile = other.quantile;
            }
            buckets.zeros += other.zeros;
            other.positives.forEach((bucket, count) -> add(buckets.positives, bucket, count));
            other.negatives.forEach((bucket, count) -> add(buckets.negatives, bucket, count));
        }
    }

    @Override
    public @Nullable Double getValue(Buckets buckets) {
        long total = buckets.zeros + sum(buckets.positives) + sum(buckets.negatives);
        if (total <= 0) {
            return null;
        }
        // The rank counts from 0; values that tie with it are in the same bucket.
        long rank = (long) (buckets.quantile * (total - 1));
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket :
                new TreeMap<>(buckets.negatives).descendingMap().entrySet()) {
            passed += bucket.getValue();
            if (passed > rank) {
                return -value(bucket.getKey());
            }
        }
        passed += buckets.zeros;
        if (passed > rank) {
            return 0.0;
        }
        double last = 0;
        for (Map.Entry<Integer, Long> bucket : new TreeMap<>(buckets.positives).entrySet()) {
            last = value(bucket.getKey());
            passed += bucket.getValue();
            if (passed > rank) {
                break;
            }
        }
        return last;
    }

    private static long sum(Map<Integer, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
