package io.weir.cli.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeReportTest {
    /** Half a microsecond and 200 bytes a row; 64 bytes for each of 1,000 entries. */
    private static final MeasuredCost COST = new MeasuredCost(1_000_000, 500_000_000L, 200_000_000L, 64_000, 1_000, 3);

    @ParameterizedTest
    @CsvSource({"2M/s, 2e6", "500k/s, 5e5", "10000, 1e4", "1.5 M/s, 1.5e6", "1G, 1e9", "7/s, 7"})
    void aRateIsReadAsPeopleWriteIt(String text, double rate) {
        assertThat(TargetRate.of(text).rowsPerSecond()).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0", "-5", "2M/min", "2MB/s", "1e6", "999999999G"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> TargetRate.of(text))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("is no rate");
    }

    @Test
    void needsFollowFromTheCostOfARow() {
        SizeReport report = new SizeReport(COST, TargetRate.of("2M/s"), OptionalLong.of(16_384_000), 15, 2);

        // 2 M × 0.5 µs = 1 core; 1 / 0.65 = 1.54
        assertThat(report.busyCores()).isEqualTo(1.0);
        assertThat(report.neededCores()).isEqualTo(2);
        // 15 / 0.65 = 23.08
        assertThat(report.flinkSlots()).isEqualTo(24);
        assertThat(report.taskManagers()).isEqualTo(6);
        // 16,384,000 × 64 bytes = 1,000 MiB, twice, and 512
        assertThat(report.stateMib()).isEqualTo(1000.0);
        assertThat(report.memoryMib()).isEqualTo(2512);
        assertThat(text(report))
                .contains("0.500 µs of a core, so 2.0 M rows/s per core; 200 bytes read")
                .contains("one process on this machine is enough")
                .contains("24 slots: 6 TaskManagers")
                .contains("as many entries of state as --keys says");
    }

    @Test
    void aMachineThatIsTooSmallIsCalledSo() {
        assertThat(text(new SizeReport(COST, TargetRate.of("20M/s"), OptionalLong.empty(), 15, 2)))
                .contains("one process is enough on a machine of that many; this one has 2");
        assertThat(text(new SizeReport(COST, TargetRate.of("1G/s"), OptionalLong.empty(), 15, 2)))
                .contains("770: more than one machine");
    }

    private static String text(SizeReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
