package io.weir.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    private static final long QUARTER = 250_000;

    private final DurationHistogram histogram = new DurationHistogram();

    @Test
    void aBoundBelongsToItsBucketAndWhatIsAboveToTheNext() {
        histogram.add(0);
        histogram.add(QUARTER);
        histogram.add(QUARTER + 1);
        histogram.add(2 * QUARTER);
        histogram.add(2 * QUARTER + 1);

        DurationHistogram.Reading reading = histogram.read();
        assertThat(reading.count(0)).isEqualTo(2);
        assertThat(reading.count(1)).isEqualTo(2);
        assertThat(reading.count(2)).isEqualTo(1);
        assertThat(reading.count()).isEqualTo(5);
        assertThat(reading.sumNanos()).isEqualTo(6 * QUARTER + 2);
    }

    @Test
    void everyBoundIsInItsBucketAndOneMoreIsNot() {
        for (int bucket = 0; bucket < DurationHistogram.BOUND_COUNT; bucket++) {
            DurationHistogram one = new DurationHistogram();
            one.add(DurationHistogram.boundNanos(bucket));
            one.add(DurationHistogram.boundNanos(bucket) + 1);
            assertThat(one.read().count(bucket)).as("bucket " + bucket).isEqualTo(1);
            assertThat(one.read().count(bucket + 1)).as("bucket " + bucket + 1).isEqualTo(1);
        }
    }

    @Test
    void whatIsLongerThanAllBoundsIsCountedToo() {
        histogram.add(TimeUnit.DAYS.toNanos(1));
        assertThat(histogram.read().count(DurationHistogram.BOUND_COUNT)).isEqualTo(1);
    }

    @Test
    void aDurationBelowZeroCountsAsNone() {
        histogram.add(-5, 3);
        assertThat(histogram.read().count(0)).isEqualTo(3);
        assertThat(histogram.read().sumNanos()).isZero();
    }

    @Test
    void readingsAreAddedAndSubtracted() {
        histogram.add(QUARTER, 2);
        DurationHistogram.Reading first = histogram.read();
        histogram.add(4 * QUARTER, 3);
        DurationHistogram.Reading second = histogram.read();

        assertThat(second.since(first).count()).isEqualTo(3);
        assertThat(second.since(first).sumNanos()).isEqualTo(12 * QUARTER);
        assertThat(second.plus(first).count(0)).isEqualTo(4);
    }

    @Test
    void aQuantileLiesWithinItsBucket() {
        histogram.add(QUARTER, 90);
        histogram.add(4 * QUARTER, 10);

        assertThat(histogram.read().quantileNanos(0.45)).isCloseTo(QUARTER / 2.0, within(1.0));
        assertThat(histogram.read().quantileNanos(0.95)).isCloseTo(3 * QUARTER, within(1.0));
        assertThat(DurationHistogram.Reading.NONE.quantileNanos(0.99)).isZero();
    }
}
