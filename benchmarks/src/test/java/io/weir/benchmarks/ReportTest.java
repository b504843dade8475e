package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.side.SideKind;
import io.weir.benchmarks.side.SideRuns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Comparison comparison = Comparison.named("json-window").get(0);

    @Test
    void comparesWithWeirAndJudgesItsGoals() {
        Report report = new Report(
                comparison,
                1_000_000,
                List.of(
                        result(SideKind.WEIR, 400, 2.0, 1.0, 3.0),
                        result(SideKind.DUCKDB, 700, 1.5),
                        result(SideKind.FLINK, 1_100, 19.0, 21.0)));
        assertThat(report.text())
                .containsPattern("flink +20\\.000 +10\\.00 .* 1100 +1\n")
                .contains("GOAL MISSED: times as fast as flink (weir steady, flink steady): 10.00 (at least 20.00)")
                .contains("goal reached: peak MB of weir's process: 400.00 (at most 512.00)")
                .contains("goal not measured: times as fast as limit");
        assertThat(report.json())
                .contains("\"duckdb\":{\"steadySeconds\":1.500,")
                .contains("{\"goal\":\"times as fast as limit (weir steady, limit steady)\",\"bound\":0.7692,"
                        + "\"measured\":null}")
                .doesNotContain("NaN");
    }

    @Test
    void comparesWithTheFastestWhereWeirIsMissing() {
        Report report =
                new Report(comparison, 10, List.of(result(SideKind.LIMIT, 1, 0.5), result(SideKind.DUCKDB, 1, 1.5)));
        assertThat(report.text()).containsPattern("duckdb +1\\.500 +3\\.00 ");
    }

    private static SideResult result(SideKind side, double megabytes, double... seconds) {
        List<SideRuns.Run> runs = Arrays.stream(seconds)
                .mapToObj(each -> new SideRuns.Run(each, 2 * each, "1:1"))
                .toList();
        return new SideResult(side, runs, 5, List.of(new MeasuredProcess(6, 7, megabytes, 0.01)), 0.013);
    }
}
