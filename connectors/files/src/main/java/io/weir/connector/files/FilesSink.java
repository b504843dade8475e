package io.weir.connector.files;

import io.weir.engine.spi.FileEncoder;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Part files in a folder, or in the folders of partitions.
 *
 * <p>In a run that ends, nothing is visible before {@link #commit}, which publishes all files; without it, closing the
 * sink deletes them. In a run without end, a file becomes visible when it is complete. After a crash, files with hidden
 * names may stay behind, which no reader looks at.
 */
final class FilesSink implements Sink {
    private final SinkLayout layout;
    private final List<FileEncoder> encoders;
    private final RollingPolicy rolling;
    private final PartitionCommit partitionCommit;
    private final Replacing replacing;
    private final String runName;
    private final Clock clock;
    private final BooleanSupplier isBounded;
    private final long[] watermarks;

    /** Names of the files that were begun and are not published; guarded by this, as all that follows. */
    private final List<String> hidden = new ArrayList<>();
    /** The partitions whose completeness was not told. */
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /** What INSERT OVERWRITE replaces; nothing for other statements. */
    record Replacing(boolean isOn, Optional<String> staticPartition) {}

    /** A partition that was written to: from when on it is complete, and how many of its files are open. */
    private static final class Pending {
        private final long completeMillis;
        private int openFiles;

        Pending(long completeMillis) {
            this.completeMillis = completeMillis;
        }
    }

    FilesSink(
            SinkLayout layout,
            List<FileEncoder> encoders,
            RollingPolicy rolling,
            PartitionCommit partitionCommit,
            Replacing replacing,
            String runName,
            Clock clock,
            BooleanSupplier isBounded) {
        this.layout = layout;
        this.encoders = encoders;
        this.rolling = rolling;
        this.partitionCommit = partitionCommit;
        this.replacing = replacing;
        this.runName = runName;
        this.clock = clock;
        this.isBounded = isBounded;
        watermarks = new long[encoders.size()];
        Arrays.fill(watermarks, Long.MIN_VALUE);
    }

    @Override
    public SinkWriter createWriter(int instance) {
        layout.folder().create();
        return new FilesSinkWriter(this, layout, rolling, encoders.get(instance), instance);
    }

    boolean isBounded() {
        return isBounded.getAsBoolean();
    }

    long nowMillis() {
        return clock.currentTimeMillis();
    }

    /** The name of a new file of a writer, by Flink's pattern, below the folder of its partition. */
    synchronized String begin(int instance, int number, String partition, @Nullable List<String> values) {
        String file = "part-" + runName + "-" + instance + "-" + number;
        if (values == null) {
            hidden.add(file);
            return file;
        }
        String name = partition + "/" + file;
        layout.folder().createPartition(partition);
        Pending its = pending.get(partition);
        if (its == null) {
            its = new Pending(partitionCommit.completeMillis(layout.keys(), values, nowMillis()));
            pending.put(partition, its);
        }
        its.openFiles++;
        hidden.add(name);
        return name;
    }

    /** A file is complete and durable. */
    synchronized void complete(String name, String partition) {
        Pending its = pending.get(partition);
        if (its != null) {
            its.openFiles--;
        }
        if (!isBounded()) {
            layout.folder().publish(name);
            hidden.remove(name);
        }
    }

    synchronized void setWatermark(int instance, long watermark) {
        watermarks[instance] = watermark;
    }

    /** True if no more rows are expected in a partition. */
    synchronized boolean isComplete(String partition) {
        Pending its = pending.get(partition);
        return its != null && isDue(its);
    }

    private boolean isDue(Pending its) {
        return partitionCommit.isByPartitionTime()
                ? Arrays.stream(watermarks).min().orElse(Long.MIN_VALUE) > its.completeMillis
                : nowMillis() >= its.completeMillis;
    }

    /** Tells which partitions are complete, of those whose files are all published. */
    synchronized void tellComplete() {
        pending.entrySet().removeIf(entry -> {
            boolean isTold = entry.getValue().openFiles == 0 && isDue(entry.getValue());
            if (isTold) {
                tell(entry.getKey());
            }
            return isTold;
        });
    }

    private void tell(String partition) {
        partitionCommit.successFile().ifPresent(name -> layout.folder().touch(partition + "/" + name));
    }

    @Override
    public synchronized void commit() {
        List<Path> replaced = replaced();
        List<Path> hiddenOld = new ArrayList<>();
        List<String> published = new ArrayList<>();
        try {
            for (Path old : replaced) {
                SinkFolder.move(old, SinkFolder.replaced(old));
                hiddenOld.add(old);
            }
            for (String name : hidden) {
                layout.folder().publish(name);
                published.add(name);
            }
        } catch (WeirException e) {
            undo(published, hiddenOld, e);
            throw e;
        }
        hidden.clear();
        hiddenOld.forEach(old -> SinkFolder.delete(SinkFolder.replaced(old)));
        pending.keySet().forEach(this::tell);
        pending.clear();
    }

    /** The files that the new ones take the place of. */
    private List<Path> replaced() {
        List<Path> files = new ArrayList<>();
        if (!replacing.isOn()) {
            return files;
        }
        List<String> folders = new ArrayList<>(layout.isPartitioned() ? pending.keySet() : List.of(""));
        replacing.staticPartition().filter(it -> !folders.contains(it)).ifPresent(folders::add);
        for (String folder : folders) {
            Path path = layout.folder().path().resolve(folder);
            if (Files.exists(path)) {
                FileLister.list(path, Optional.empty(), Map.of()).forEach(file -> files.add(file.path()));
            }
        }
        return files;
    }

    private void undo(List<String> published, List<Path> hiddenOld, WeirException failure) {
        try {
            published.forEach(layout.folder()::hide);
            hiddenOld.forEach(old -> SinkFolder.move(SinkFolder.replaced(old), old));
        } catch (WeirException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        List<String> left = new ArrayList<>(hidden);
        hidden.clear();
        for (String name : left) {
            layout.folder().discard(name);
        }
    }
}
