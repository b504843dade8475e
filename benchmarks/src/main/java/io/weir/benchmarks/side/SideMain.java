package io.weir.benchmarks.side;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of a side: asks it the given number of times and leaves the first answer and the times in a folder. */
public final class SideMain {
    public static final String ANSWER_FILE = "answer.txt";
    public static final String RUNS_FILE = "runs.txt";

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SideMain() {}

    /** Arguments: the side, the task's file, the number of runs, the folder. */
    public static void main(String[] args) throws Exception {
        SideKind kind = SideKind.of(args[0]);
        Task task = Task.load(Path.of(args[1]));
        int runs = Integer.parseInt(args[2]);
        Path folder = Path.of(args[3]);
        List<SideRuns.Run> done = new ArrayList<>();
        try (Side side = kind.open(task)) {
            for (int run = 0; run < runs; run++) {
                done.add(runOnce(side, folder, run));
            }
        } catch (Exception e) {
            // The stack trace is for the log; the last line is what the report of the failure shows.
            e.printStackTrace();
            System.err.println(e);
            System.exit(1);
        }
        new SideRuns(done).save(folder.resolve(RUNS_FILE));
        // Flink's threads may outlive its job.
        System.exit(0);
    }

    private static SideRuns.Run runOnce(Side side, Path folder, int run) throws Exception {
        Path file = folder.resolve(run == 0 ? ANSWER_FILE : "answer-again.txt");
        PrintStream standardOutput = System.out;
        double seconds;
        double cpuSeconds;
        try (PrintStream answer = open(file)) {
            System.setOut(answer);
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            side.run();
            seconds = (System.nanoTime() - start) / 1e9;
            cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            side.printAnswer();
        } finally {
            System.setOut(standardOutput);
        }
        return new SideRuns.Run(seconds, cpuSeconds, Answer.read(file).digest());
    }

    private static PrintStream open(Path file) throws IOException {
        OutputStream buffered = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        return new PrintStream(buffered, false, StandardCharsets.UTF_8);
    }
}
