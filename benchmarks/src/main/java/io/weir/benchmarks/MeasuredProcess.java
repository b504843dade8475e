package io.weir.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process and what it took, seen from outside.
 *
 * <p>Processor time and memory come from {@code /proc} and are not known (NaN) where there is none. The memory is the
 * sum of the highest resident sizes of the process and its descendants.
 *
 * @param wallSeconds from before its start until its end
 * @param cpuSeconds of all its threads, user and system
 * @param peakMegabytes the highest resident size
 * @param otherShare how much of the machine's processors everything else took meanwhile, 0 to 1
 */
record MeasuredProcess(double wallSeconds, double cpuSeconds, double peakMegabytes, double otherShare) {
    private static final long POLL_MILLIS = 10;
    private static final double TICKS_PER_SECOND = 100;

    /** Runs a command to its end. Its standard output and error go to the given files; the name is for messages. */
    static MeasuredProcess run(String name, List<String> command, Path output, Path error, long limitMinutes)
            throws IOException, InterruptedException {
        double cpuBefore = childrenCpuSeconds();
        double machineBefore = machineCpuSeconds();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start();
        Map<Long, Long> peakKilobytes = new ConcurrentHashMap<>();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                watch(process.toHandle(), peakKilobytes);
                if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(limitMinutes)) {
                    throw new IOException(name + " was not done after " + limitMinutes + " minutes; see " + error);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(name + " failed with exit status " + process.exitValue() + ":\n" + tail(error)
                    + "All that it said is in " + error);
        }
        double peakMegabytes = peakKilobytes.isEmpty()
                ? Double.NaN
                : peakKilobytes.values().stream().mapToLong(Long::longValue).sum() / 1024.0;
        double cpuSeconds = childrenCpuSeconds() - cpuBefore;
        double otherSeconds = machineCpuSeconds() - machineBefore - cpuSeconds;
        double otherShare = otherSeconds / wallSeconds / Runtime.getRuntime().availableProcessors();
        return new MeasuredProcess(wallSeconds, cpuSeconds, peakMegabytes, Math.max(0, otherShare));
    }

    private static void watch(ProcessHandle process, Map<Long, Long> peakKilobytes) {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants())) {
            all.forEach(each -> {
                long kilobytes = peakKilobytes(each.pid());
                if (kilobytes > 0) {
                    peakKilobytes.merge(each.pid(), kilobytes, Math::max);
                }
            });
        }
    }

    /** The high-water mark that the kernel keeps, or 0 if the process has just ended or there is no such file. */
    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    /** What all ended children of this process took, their own children included. */
    private static double childrenCpuSeconds() throws IOException {
        Path file = Path.of("/proc/self/stat");
        if (!Files.exists(file)) {
            return Double.NaN;
        }
        // Fields 16 and 17; the second, in brackets, may contain spaces.
        String stat = Files.readString(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    /** What all processors were busy with since the machine's start. */
    private static double machineCpuSeconds() throws IOException {
        Path file = Path.of("/proc/stat");
        if (!Files.exists(file)) {
            return Double.NaN;
        }
        // cpu user nice system idle iowait irq softirq steal …
        String[] fields = Files.readAllLines(file).get(0).split(" +");
        double ticks = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String tail(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        StringBuilder tail = new StringBuilder();
        for (String line : lines.subList(Math.max(0, lines.size() - 1), lines.size())) {
            tail.append("  ").append(line).append('\n');
        }
        return tail.toString();
    }
}
