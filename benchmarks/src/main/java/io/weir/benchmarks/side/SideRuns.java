package io.weir.benchmarks.side;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a side's process reports: one line for each run, with its times and the digest of the answer.
 *
 * @param runs in order, those that only warm the JVM up first
 */
public record SideRuns(List<Run> runs) {
    public SideRuns {
        runs = List.copyOf(runs);
    }

    /**
     * One run.
     *
     * @param cpuSeconds of all threads of the process, those of the compiler and the collector included
     */
    public record Run(double seconds, double cpuSeconds, String digest) {}

    void save(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Run run : runs) {
            lines.add(run.seconds() + " " + run.cpuSeconds() + " " + run.digest());
        }
        Files.write(file, lines);
    }

    public static SideRuns load(Path file) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ");
            runs.add(new Run(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), parts[2]));
        }
        return new SideRuns(runs);
    }
}
