package io.weir.cli.size;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** Computes what a pipeline needs from what its rows cost, and says what was assumed. */
public final class SizeReport {
    /** Of a core; the rest is for bursts, catching up, and the system. */
    private static final double USED = 0.65;

    private static final double NANOS = 1e9;
    private static final double MIB = 1 << 20;
    private static final int BASE_MIB = 512;
    /** State is in memory once, and a second time while an epoch's changes wait to be written. */
    private static final double STATE_ROOM = 2;

    private static final int SLOTS_OF_TASK_MANAGER = 4;
    private static final int TASK_MANAGER_MIB = 4096;
    /** The largest machines that are commonly rented. */
    private static final int MACHINE_CORES_MAX = 96;

    private final MeasuredCost cost;
    private final TargetRate target;
    private final OptionalLong keys;
    private final double flinkFactor;
    private final int cores;

    /**
     * Makes a report.
     *
     * @param keys how many entries of state there will be; without, as many as in the slice
     * @param flinkFactor how much more processor time Flink takes for the same rows
     * @param cores of this machine
     */
    public SizeReport(MeasuredCost cost, TargetRate target, OptionalLong keys, double flinkFactor, int cores) {
        this.cost = cost;
        this.target = target;
        this.keys = keys;
        this.flinkFactor = flinkFactor;
        this.cores = cores;
    }

    /** Cores that are busy at the target. */
    double busyCores() {
        return cost.nanosPerRow() * target.rowsPerSecond() / NANOS;
    }

    /** Cores with room to spare. */
    long neededCores() {
        return (long) Math.ceil(busyCores() / USED);
    }

    /** Slots of a Flink cluster, with the same room. */
    long flinkSlots() {
        return (long) Math.ceil(busyCores() * flinkFactor / USED);
    }

    long taskManagers() {
        return (flinkSlots() + SLOTS_OF_TASK_MANAGER - 1) / SLOTS_OF_TASK_MANAGER;
    }

    double stateMib() {
        return keys.isPresent() ? keys.getAsLong() * cost.bytesPerEntry() / MIB : cost.stateBytes() / MIB;
    }

    long memoryMib() {
        return Math.round(BASE_MIB + STATE_ROOM * stateMib());
    }

    /** Prints everything. */
    public void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "measured here, %d processors, Java %s: %,d rows, the cheapest of %d runs, by processor time%n",
                cores,
                Runtime.version().feature(),
                cost.rows(),
                cost.runs());
        out.printf(
                Locale.ROOT,
                "  a row       %.3f µs of a core, so %s rows/s per core%s%n",
                cost.nanosPerRow() / 1000,
                words(NANOS / cost.nanosPerRow()),
                cost.bytes() > 0 ? String.format(Locale.ROOT, "; %.0f bytes read", cost.bytesPerRow()) : "");
        out.printf(
                Locale.ROOT,
                "  state       %s%n",
                cost.stateEntries() == 0
                        ? "nothing is kept"
                        : String.format(
                                Locale.ROOT,
                                "at most %.1f MiB in %,d entries, %.0f bytes each",
                                cost.stateBytes() / MIB,
                                cost.stateEntries(),
                                cost.bytesPerEntry()));
        out.printf(Locale.ROOT, "computed for %s rows/s%n", words(target.rowsPerSecond()));
        out.printf(Locale.ROOT, "  cores       %.2f busy, so %d: %s%n", busyCores(), neededCores(), verdict());
        out.printf(Locale.ROOT, "  memory      %,d MiB of heap%n", memoryMib());
        out.printf(
                Locale.ROOT,
                "  partitions  at least %d in each topic: a partition is read by one core%n",
                partitions());
        if (cost.bytes() > 0) {
            out.printf(Locale.ROOT, "  input       %.1f MiB/s%n", cost.bytesPerRow() * target.rowsPerSecond() / MIB);
        }
        out.printf(
                Locale.ROOT,
                "  on Flink    %d slots: %d TaskManagers of %d slots and %d MiB%n",
                flinkSlots(),
                taskManagers(),
                SLOTS_OF_TASK_MANAGER,
                taskManagerMib());
        assumptions(out);
    }

    private long partitions() {
        return Math.max(1, neededCores());
    }

    private long taskManagerMib() {
        return Math.round(TASK_MANAGER_MIB + STATE_ROOM * stateMib() / Math.max(1, taskManagers()));
    }

    private String verdict() {
        if (neededCores() <= cores) {
            return "one process on this machine is enough";
        }
        return neededCores() <= MACHINE_CORES_MAX
                ? "one process is enough on a machine of that many; this one has " + cores
                : "more than one machine";
    }

    private void assumptions(PrintStream out) {
        out.println("assumed");
        out.printf(Locale.ROOT, "  cores are used up to %.0f %%, and cost grows with rows, not faster%n", USED * 100);
        out.println("  rows look like those of the slice: as long, as many keys, as many filtered out");
        out.println("  nothing was written: sinks cost extra, as do epochs where most rows change another key");
        out.println(
                keys.isPresent()
                        ? "  there are as many entries of state as --keys says, and none is on disk"
                        : "  state is as large as in the slice; it grows with keys and open windows: give --keys N");
        out.printf(
                Locale.ROOT,
                "  Flink takes %.0f times the processor time (--flink-factor; benchmarks: 15 for windows over Kafka,"
                        + " 24 over files, 27 for GROUP BY)%n",
                flinkFactor);
    }

    private static String words(double rate) {
        if (rate >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", rate / 1e6);
        }
        return rate >= 1e3
                ? String.format(Locale.ROOT, "%.1f k", rate / 1e3)
                : String.format(Locale.ROOT, "%.0f", rate);
    }
}
