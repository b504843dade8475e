package io.weir.server.health;

import com.sun.management.OperatingSystemMXBean;
import io.weir.engine.time.Clock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures the process and its machine: processors and memory by the JVM, the network by Linux' own counters. */
public final class ProcessProbe {
    private static final int BITS = 8;
    private static final double MEGA = 1e6;
    private static final int RECEIVED_FIELD = 0;
    private static final int SENT_FIELD = 8;

    private final Clock clock;
    private final Path counters;
    private final Path interfaces;
    private long lastBytes = -1;
    private long lastNanos;

    public ProcessProbe(Clock clock) {
        this(clock, Path.of("/proc/net/dev"), Path.of("/sys/class/net"));
    }

    ProcessProbe(Clock clock, Path counters, Path interfaces) {
        this.clock = clock;
        this.counters = counters;
        this.interfaces = interfaces;
    }

    /** The numbers of now; rates are since the call before. */
    public synchronized ProcessHealth look() {
        return new ProcessHealth(cpuShare(), memoryShare(), networkBytesPerSecond(), networkBytesPerSecondMax());
    }

    private static double cpuShare() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getCpuLoad();
            return load < 0 ? Double.NaN : load;
        }
        return Double.NaN;
    }

    /** What is in use after a collection: what is in use before it says nothing. */
    private static double memoryShare() {
        long used = 0;
        boolean isKnown = false;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            if (after != null) {
                used += after.getUsed();
                isKnown = true;
            }
        }
        long most = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return isKnown && most > 0 ? (double) used / most : Double.NaN;
    }

    private double networkBytesPerSecond() {
        long bytes = networkBytes();
        long now = clock.nanoTime();
        double rate = bytes < 0 || lastBytes < 0 || now <= lastNanos
                ? Double.NaN
                : Math.max(0, bytes - lastBytes) * 1e9 / (now - lastNanos);
        lastBytes = bytes;
        lastNanos = now;
        return rate;
    }

    /** All bytes in and out of the machine so far, -1 if that is not known. */
    private long networkBytes() {
        try {
            long sum = -1;
            List<String> lines = Files.readAllLines(counters);
            for (String line : lines) {
                int colon = line.indexOf(':');
                if (colon < 0 || line.substring(0, colon).strip().equals("lo")) {
                    continue;
                }
                String[] fields = line.substring(colon + 1).strip().split("\\s+", -1);
                sum = Math.max(0, sum) + Long.parseLong(fields[RECEIVED_FIELD]) + Long.parseLong(fields[SENT_FIELD]);
            }
            return sum;
        } catch (IOException | RuntimeException e) {
            // Another system, or a container that hides it: the row says that it is not known.
            return -1;
        }
    }

    /** The speed of all links that say it, both ways. */
    private double networkBytesPerSecondMax() {
        double sum = 0;
        try (DirectoryStream<Path> links = Files.newDirectoryStream(interfaces)) {
            for (Path link : links) {
                sum += 2 * speedMegabits(link.resolve("speed")) * MEGA / BITS;
            }
        } catch (IOException e) {
            return Double.NaN;
        }
        return sum > 0 ? sum : Double.NaN;
    }

    private static double speedMegabits(Path file) {
        try {
            return Math.max(0, Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            // Virtual links have no speed.
            return 0;
        }
    }
}
