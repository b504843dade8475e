package io.weir.engine.time;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often something took how long: fixed buckets, each twice as wide as the one before, from a quarter of a
 * millisecond to nine hours. One thread adds, any thread reads, nothing is allocated between.
 */
public final class DurationHistogram {
    /** The number of buckets that have an upper bound; one more has none. */
    public static final int BOUND_COUNT = 28;

    private static final long BOUND_NANOS_MIN = 250_000;
    private static final int BUCKET_COUNT = BOUND_COUNT + 1;
    private static final int SUM = BUCKET_COUNT;

    /** The counts of the buckets, then the sum of all durations in nanoseconds. */
    private final AtomicLongArray cells = new AtomicLongArray(BUCKET_COUNT + 1);

    /** The greatest duration that belongs to a bucket. */
    public static long boundNanos(int bucket) {
        return BOUND_NANOS_MIN << bucket;
    }

    /** Counts a duration; one below zero, which two clocks may give, counts as zero. */
    public void add(long nanos) {
        add(nanos, 1);
    }

    /** Counts a duration so many times. */
    public void add(long nanos, long times) {
        long duration = Math.max(0, nanos);
        int bucket = bucketOf(duration);
        cells.setRelease(bucket, cells.getPlain(bucket) + times);
        cells.setRelease(SUM, cells.getPlain(SUM) + duration * times);
    }

    private static int bucketOf(long nanos) {
        if (nanos <= BOUND_NANOS_MIN) {
            return 0;
        }
        return Math.min(BOUND_COUNT, Long.SIZE - Long.numberOfLeadingZeros((nanos - 1) / BOUND_NANOS_MIN));
    }

    /** What has been counted so far. */
    public Reading read() {
        long[] counts = new long[BUCKET_COUNT];
        for (int i = 0; i < BUCKET_COUNT; i++) {
            counts[i] = cells.getAcquire(i);
        }
        return new Reading(counts, cells.getAcquire(SUM));
    }

    /** The counts of one moment: the buckets with a bound, then the one without. */
    public static final class Reading {
        /** Nothing was counted. */
        public static final Reading NONE = new Reading(new long[BUCKET_COUNT], 0);

        private final long[] counts;
        private final long sumNanos;

        private Reading(long[] counts, long sumNanos) {
            this.counts = counts;
            this.sumNanos = sumNanos;
        }

        /** How many durations fell into a bucket, from 0 to {@link #BOUND_COUNT}, the one without a bound. */
        public long count(int bucket) {
            return counts[bucket];
        }

        /** How many durations there were. */
        public long count() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }

        public long sumNanos() {
            return sumNanos;
        }

        public Reading plus(Reading other) {
            return combined(other, 1);
        }

        /** What came after an earlier reading of the same. */
        public Reading since(Reading earlier) {
            return combined(earlier, -1);
        }

        private Reading combined(Reading other, int sign) {
            long[] all = new long[BUCKET_COUNT];
            for (int i = 0; i < BUCKET_COUNT; i++) {
                all[i] = Math.max(0, counts[i] + sign * other.counts[i]);
            }
            return new Reading(all, Math.max(0, sumNanos + sign * other.sumNanos));
        }

        /**
         * The duration that a share of all did not exceed, as far as the buckets tell: their values are taken as spread
         * evenly. 0 if there were none.
         */
        public double quantileNanos(double share) {
            double wanted = share * count();
            double seen = 0;
            for (int i = 0; i < BUCKET_COUNT; i++) {
                if (counts[i] > 0 && seen + counts[i] >= wanted) {
                    double from = i == 0 ? 0 : boundNanos(i - 1);
                    double to = i == BOUND_COUNT ? from : boundNanos(i);
                    return from + (to - from) * (wanted - seen) / counts[i];
                }
                seen += counts[i];
            }
            return 0;
        }
    }
}
