package io.weir.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The numbers of the process and of its machine, as far as the system gives them. */
public final class ProcessSamples implements MetricSource {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long KIBIBYTE = 1024;
    private static final int RECEIVED_FIELD = 0;
    private static final int SENT_FIELD = 8;

    private final Path proc;
    private final String version;

    /** @param version which Weir this is */
    public ProcessSamples(String version) {
        this(version, Path.of("/proc"));
    }

    /** @param proc where Linux tells of processes; elsewhere there is nothing */
    ProcessSamples(String version, Path proc) {
        this.version = version;
        this.proc = proc;
    }

    @Override
    public void addTo(Samples samples) {
        samples.add(Metric.VERSION, 1, version, Runtime.version().toString());
        addProcess(samples);
        addMemory(samples);
        addCollections(samples);
        addNetwork(samples);
    }

    private void addProcess(Samples samples) {
        samples.add(Metric.PROCESS_START, ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND)
                .add(Metric.SYSTEM_PROCESSORS, Runtime.getRuntime().availableProcessors())
                .add(Metric.JVM_THREADS, ManagementFactory.getThreadMXBean().getThreadCount())
                .add(
                        Metric.JVM_CLASSES,
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            addIfKnown(samples, Metric.PROCESS_CPU, system.getProcessCpuTime() / NANOS_PER_SECOND);
            addIfKnown(samples, Metric.PROCESS_CPU_RATIO, system.getProcessCpuLoad());
            addIfKnown(samples, Metric.SYSTEM_CPU_RATIO, system.getCpuLoad());
            addIfKnown(samples, Metric.SYSTEM_MEMORY, system.getTotalMemorySize());
            addIfKnown(samples, Metric.SYSTEM_MEMORY_FREE, system.getFreeMemorySize());
            if (system instanceof UnixOperatingSystemMXBean unix) {
                addIfKnown(samples, Metric.PROCESS_FILES, unix.getOpenFileDescriptorCount());
                addIfKnown(samples, Metric.PROCESS_FILES_MAX, unix.getMaxFileDescriptorCount());
            }
        }
        for (String line : lines("self/status")) {
            if (line.startsWith("VmRSS:")) {
                samples.add(Metric.PROCESS_MEMORY, KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")));
            }
        }
    }

    private static void addIfKnown(Samples samples, Metric metric, double value) {
        if (value >= 0) {
            samples.add(metric, value);
        }
    }

    private static void addIfKnown(Samples samples, Metric metric, long value) {
        if (value >= 0) {
            samples.add(metric, value);
        }
    }

    private static void addMemory(Samples samples) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        samples.add(Metric.JVM_HEAP_USED, memory.getHeapMemoryUsage().getUsed())
                .add(Metric.JVM_OTHER_USED, memory.getNonHeapMemoryUsage().getUsed());
        addIfKnown(samples, Metric.JVM_HEAP_MAX, memory.getHeapMemoryUsage().getMax());
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            live += after == null ? 0 : after.getUsed();
        }
        samples.add(Metric.JVM_HEAP_LIVE, live);
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                samples.add(Metric.JVM_DIRECT, pool.getMemoryUsed());
            }
        }
    }

    private static void addCollections(Samples samples) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector.getCollectionCount() >= 0) {
                samples.add(Metric.JVM_GC_TIME, collector.getCollectionTime() / MILLIS_PER_SECOND, collector.getName())
                        .add(Metric.JVM_GC_COUNT, collector.getCollectionCount(), collector.getName());
            }
        }
    }

    /** What {@code /proc/net/dev} says of the interfaces, without the loopback. */
    private void addNetwork(Samples samples) {
        for (String line : lines("net/dev")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "lo" : line.substring(0, colon).trim();
            String[] fields = line.substring(colon + 1).trim().split("\\s+");
            if (!name.equals("lo") && fields.length > SENT_FIELD) {
                samples.add(Metric.NETWORK_RECEIVED, Long.parseLong(fields[RECEIVED_FIELD]), name)
                        .add(Metric.NETWORK_SENT, Long.parseLong(fields[SENT_FIELD]), name);
            }
        }
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException e) {
            // Not Linux, or not allowed: then these numbers are not known.
            return List.of();
        }
    }
}
