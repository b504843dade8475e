package io.weir.benchmarks;

import io.weir.benchmarks.side.SideKind;
import io.weir.benchmarks.side.SideRuns;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one side. A figure that was not measured is NaN.
 *
 * @param steadyRuns the counted runs in one JVM
 * @param firstSeconds of the first run in that JVM
 * @param processes that answered once each
 * @param otherShare the greatest share of the machine that anything else took while this side was measured
 */
record SideResult(
        SideKind side,
        List<SideRuns.Run> steadyRuns,
        double firstSeconds,
        List<MeasuredProcess> processes,
        double otherShare) {

    SideResult {
        steadyRuns = List.copyOf(steadyRuns);
        processes = List.copyOf(processes);
    }

    double seconds(Goal.Measure measure) {
        return switch (measure) {
            case STEADY -> steady(SideRuns.Run::seconds);
            case PROCESS -> process(MeasuredProcess::wallSeconds);
        };
    }

    double steadyCpuSeconds() {
        return steady(SideRuns.Run::cpuSeconds);
    }

    double processCpuSeconds() {
        return process(MeasuredProcess::cpuSeconds);
    }

    double processPeakMegabytes() {
        return process(MeasuredProcess::peakMegabytes);
    }

    private double steady(ToDoubleFunction<SideRuns.Run> figure) {
        return median(steadyRuns.stream().mapToDouble(figure).toArray());
    }

    private double process(ToDoubleFunction<MeasuredProcess> figure) {
        return median(processes.stream().mapToDouble(figure).toArray());
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
