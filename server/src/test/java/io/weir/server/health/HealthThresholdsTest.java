package io.weir.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the seven rules fires just above its threshold, is silent just below, and waits for its holding time. */
class HealthThresholdsTest {
    private static final String PIPELINE = "clicks";
    private static final long STEP_MILLIS = 5_000;
    private static final long START = 1_000_000_000_000L;

    private final HealthEvaluator evaluator = new HealthEvaluator(HealthSettings.STANDARD);
    private long now = START;
    private List<HealthReading> last = List.of();

    @ParameterizedTest
    @CsvSource({"61, FIRING", "60, OK", "59, OK"})
    void lag(double seconds, HealthStatus expected) {
        hold(120, millis -> running().lag(seconds * 1000, "orders-3").build());

        assertThat(reading(Measure.LAG).status()).isEqualTo(expected);
        assertThat(reading(Measure.LAG).value()).isEqualTo(seconds);
        assertThat(reading(Measure.LAG).text()).contains("orders-3").contains("waited for");
    }

    @ParameterizedTest
    @CsvSource({"790, FIRING", "810, OK"})
    void throughputAgainstItsLearnedBaseline(int rowsPerSecond, HealthStatus expected) {
        Counter counter = new Counter();
        hold(600, millis -> running().events(counter.grow(1000), 0).build());
        assertThat(reading(Measure.THROUGHPUT).status()).isEqualTo(HealthStatus.OK);
        assertThat(reading(Measure.THROUGHPUT).value()).isEqualTo(100);

        hold(300, millis -> running().events(counter.grow(rowsPerSecond), 0).build());

        assertThat(reading(Measure.THROUGHPUT).status()).isEqualTo(expected);
        assertThat(reading(Measure.THROUGHPUT).value()).isEqualTo(rowsPerSecond / 10.0);
        assertThat(reading(Measure.THROUGHPUT).text()).isEqualTo(rowsPerSecond + " rows/s, usual are 1000 rows/s");
    }

    @ParameterizedTest
    @CsvSource({"158, FIRING", "162, OK"})
    void throughputAgainstWhatIsConfigured(int rowsPerSecond, HealthStatus expected) {
        Counter counter = new Counter();

        hold(
                300,
                millis -> running()
                        .configuration(Map.of("weir.alert.throughput.expected", "200"))
                        .events(counter.grow(rowsPerSecond), 0)
                        .build());

        assertThat(reading(Measure.THROUGHPUT).status()).isEqualTo(expected);
        assertThat(reading(Measure.THROUGHPUT).text()).contains("expected are 200 rows/s");
    }

    @ParameterizedTest
    @CsvSource({"11, FIRING", "10, OK", "9, OK"})
    void errors(int failedOfThousand, HealthStatus expected) {
        Counter all = new Counter();
        Counter failed = new Counter();

        hold(
                400,
                millis -> running()
                        .events(all.grow(200), failed.add(failedOfThousand))
                        .build());

        assertThat(reading(Measure.ERRORS).value()).isEqualTo(failedOfThousand / 10.0);
        assertThat(reading(Measure.ERRORS).status()).isEqualTo(expected);
        assertThat(reading(Measure.ERRORS).text()).contains("of 60000 records failed within 5 min");
    }

    @ParameterizedTest
    @CsvSource({"402, FIRING", "400, OK", "398, OK"})
    void latencyAgainstItsLearnedBaseline(double millisNow, HealthStatus expected) {
        hold(600, millis -> running().latencyMillis(200).build());
        assertThat(reading(Measure.LATENCY).value()).isEqualTo(1);

        hold(300, millis -> running().latencyMillis(millisNow).build());

        assertThat(reading(Measure.LATENCY).value()).isEqualTo(millisNow / 200);
        assertThat(reading(Measure.LATENCY).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.101, FIRING", "0.1, OK", "0.099, OK"})
    void backpressure(double share, HealthStatus expected) {
        hold(120, millis -> running().backpressured(share, "Calc[4]").build());

        assertThat(reading(Measure.BACKPRESSURE).status()).isEqualTo(expected);
        assertThat(reading(Measure.BACKPRESSURE).text()).contains("Calc[4]");
    }

    @ParameterizedTest
    @CsvSource({"801, FIRING", "800, OK", "799, OK"})
    void stateNearItsLimit(double bytes, HealthStatus expected) {
        hold(120, millis -> running().stateBytes(bytes, 1000).build());

        assertThat(reading(Measure.STATE_BYTES).status()).isEqualTo(expected);
        assertThat(row(HealthRule.STATE).worst().measure()).isEqualTo(Measure.STATE_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"8010, FIRING", "8000, OK", "7990, OK"})
    void epochsNearTheirLimit(double epochMillis, HealthStatus expected) {
        hold(120, millis -> running().epochMillis(epochMillis).build());

        assertThat(reading(Measure.EPOCH_DURATION).status()).isEqualTo(expected);
        assertThat(row(HealthRule.STATE).worst().status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 8010, FIRING, 'the epoch under way has taken 8.01 s, the limit is 10 s'",
        "20, 7990, OK, 'the epoch under way has taken 7.99 s, the limit is 10 s'",
        "8010, 300, FIRING, 'the last epoch took 8.01 s, the limit is 10 s'",
    })
    void anEpochUnderWayCountsToo(double lastMillis, double underWayMillis, HealthStatus expected, String text) {
        hold(
                120,
                millis -> running()
                        .epochMillis(lastMillis)
                        .epochUnderWay(underWayMillis)
                        .build());

        assertThat(reading(Measure.EPOCH_DURATION).status()).isEqualTo(expected);
        assertThat(reading(Measure.EPOCH_DURATION).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, 0.801, FIRING",
        "CPU, 0.799, OK",
        "MEMORY, 0.801, FIRING",
        "MEMORY, 0.799, OK",
        "NETWORK, 0.801, FIRING",
        "NETWORK, 0.799, OK"
    })
    void resources(Measure measure, double share, HealthStatus expected) {
        ProcessHealth process = new ProcessHealth(
                measure == Measure.CPU ? share : 0.5,
                measure == Measure.MEMORY ? share : 0.5,
                1e9 * (measure == Measure.NETWORK ? share : 0.5),
                1e9);
        for (long end = now + 300_000; now < end; now += STEP_MILLIS) {
            last = evaluator.evaluate(now, new HealthInput(process, List.of()));
        }

        HealthReading reading = last.stream()
                .filter(one -> one.measure() == measure)
                .findFirst()
                .orElseThrow();
        assertThat(reading.status()).isEqualTo(expected);
        assertThat(HealthRow.of(last)).singleElement().satisfies(row -> {
            assertThat(row.rule()).isEqualTo(HealthRule.RESOURCES);
            assertThat(row.worst().status()).isEqualTo(expected);
            assertThat(row.worst().measure()).isEqualTo(measure);
        });
    }

    @ParameterizedTest
    @CsvSource({"LAG, 30", "BACKPRESSURE, 60", "STATE_BYTES, 60", "EPOCH_DURATION, 60"})
    void aRuleWaitsForItsHoldingTime(Measure measure, int holdSeconds) {
        LongFunction<PipelineHealth> bad = millis -> running()
                .lag(61_000, "")
                .backpressured(0.2, "Calc[4]")
                .stateBytes(900, 1000)
                .epochMillis(9_000)
                .build();

        hold(holdSeconds, bad);
        assertThat(reading(measure).status()).isEqualTo(HealthStatus.WARNING);

        hold(5, bad);
        assertThat(reading(measure).status()).isEqualTo(HealthStatus.FIRING);
        assertThat(reading(measure).sinceMillis()).isEqualTo(START);
    }

    @Test
    void aDipBelowTheThresholdBeginsTheHoldingTimeAnew() {
        hold(25, millis -> running().lag(61_000, "").build());
        hold(5, millis -> running().lag(59_000, "").build());
        hold(30, millis -> running().lag(61_000, "").build());

        assertThat(reading(Measure.LAG).status()).isEqualTo(HealthStatus.WARNING);
    }

    @Test
    void anAlertIsOverOnlyBeyondTheClearThresholdAndForLongEnough() {
        hold(60, millis -> running().lag(61_000, "").build());
        assertThat(reading(Measure.LAG).status()).isEqualTo(HealthStatus.FIRING);

        hold(300, millis -> running().lag(55_000, "").build());
        assertThat(reading(Measure.LAG).status())
                .as("between clear threshold and threshold")
                .isEqualTo(HealthStatus.FIRING);

        hold(30, millis -> running().lag(54_000, "").build());
        assertThat(reading(Measure.LAG).status()).as("not for 30 s yet").isEqualTo(HealthStatus.FIRING);

        hold(5, millis -> running().lag(54_000, "").build());
        assertThat(reading(Measure.LAG).status()).isEqualTo(HealthStatus.OK);
    }

    @Test
    void aNumberThatIsMissingLeavesAnAlertAsItIs() {
        hold(60, millis -> running().lag(61_000, "").build());

        hold(600, millis -> running().build());

        assertThat(reading(Measure.LAG).status()).isEqualTo(HealthStatus.FIRING);
    }

    @Test
    void whatIsNotKnownIsUnknown() {
        hold(60, millis -> running().build());

        assertThat(HealthRow.of(last))
                .filteredOn(row -> row.worst().pipeline().equals(PIPELINE))
                .extracting(HealthRow::rule)
                .containsExactly(
                        HealthRule.LAG,
                        HealthRule.THROUGHPUT,
                        HealthRule.ERRORS,
                        HealthRule.LATENCY,
                        HealthRule.BACKPRESSURE,
                        HealthRule.STATE);
        assertThat(reading(Measure.LAG).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(reading(Measure.ERRORS).value()).isZero();
    }

    private static PipelineHealth.Builder running() {
        return new PipelineHealth.Builder(PIPELINE, PipelineHealth.State.RUNNING, "", 0);
    }

    /** Lets time pass in steps of 5 s, the last one still within. */
    private void hold(int seconds, LongFunction<PipelineHealth> input) {
        for (long end = now + seconds * 1000L; now < end; now += STEP_MILLIS) {
            last = evaluator.evaluate(now, new HealthInput(ProcessHealth.UNKNOWN, List.of(input.apply(now))));
        }
    }

    private HealthReading reading(Measure measure) {
        return last.stream()
                .filter(one -> one.measure() == measure && one.pipeline().equals(PIPELINE))
                .findFirst()
                .orElseThrow();
    }

    private HealthRow row(HealthRule rule) {
        return HealthRow.of(last).stream()
                .filter(row -> row.rule() == rule && row.worst().pipeline().equals(PIPELINE))
                .findFirst()
                .orElseThrow();
    }

    /** A counter of a running pipeline. */
    private static final class Counter {
        private long value;

        /** What it shows after another step at this rate. */
        long grow(long perSecond) {
            return add(perSecond * STEP_MILLIS / 1000);
        }

        long add(long more) {
            value += more;
            return value;
        }
    }
}
