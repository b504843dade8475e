package io.weir.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final long MINUTE = 60_000;

    @Test
    void nothingIsSaidDuringTheWarmUp() {
        Baseline baseline = new Baseline(60 * MINUTE, 5 * MINUTE);
        long now = 0;
        for (; now < 5 * MINUTE; now += 5_000) {
            baseline.add(now, 10);
            assertThat(baseline.value()).isNaN();
        }

        baseline.add(now, 10);

        assertThat(baseline.value()).isEqualTo(10);
    }

    @Test
    void itIsTheMedianOfTheMeansOfTheLastSixtyMinutes() {
        Random random = new Random(7);
        Baseline baseline = new Baseline(60 * MINUTE, MINUTE);
        List<Double> means = new ArrayList<>();

        for (int minute = 0; minute < 200; minute++) {
            double sum = 0;
            for (int step = 0; step < 12; step++) {
                double value = random.nextInt(1000);
                baseline.add(minute * MINUTE + step * 5_000L, value);
                sum += value;
            }
            means.add(sum / 12);
            // The minute ends with the first number of the next one.
            double expected = medianOfLast60(means.subList(0, minute));
            if (minute > 0) {
                assertThat(baseline.value()).as("minute %d", minute).isEqualTo(expected);
            }
        }
    }

    private static double medianOfLast60(List<Double> means) {
        List<Double> sorted = new ArrayList<>(means.subList(Math.max(0, means.size() - 60), means.size()));
        sorted.sort(Double::compare);
        int size = sorted.size();
        if (size == 0) {
            return Double.NaN;
        }
        return size % 2 == 1 ? sorted.get(size / 2) : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
    }

    @Test
    void aFiringPeriodIsNotLearned() {
        HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);
        long now = 0;
        List<HealthReading> last = List.of();
        for (; now < 10 * MINUTE; now += 5_000) {
            last = evaluator.evaluate(now, latency(100));
        }
        for (; now < 600 * MINUTE; now += 5_000) {
            last = evaluator.evaluate(now, latency(300));
        }

        HealthReading reading = last.stream()
                .filter(one -> one.measure() == Measure.LATENCY)
                .findFirst()
                .orElseThrow();

        assertThat(reading.status()).isEqualTo(HealthStatus.FIRING);
        assertThat(reading.value()).isEqualTo(3);
        assertThat(reading.text()).isEqualTo("300 ms, the baseline is 100 ms");
    }

    private static HealthInput latency(double millis) {
        return new HealthInput(
                ProcessHealth.UNKNOWN,
                List.of(new PipelineHealth.Builder("p", PipelineHealth.State.RUNNING, "", 0)
                        .latencyMillis(millis)
                        .build()));
    }
}
