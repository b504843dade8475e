package io.weir.connector.files;

import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.FileEncoder;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Part files in a folder, or in the folders of partitions.
 *
 * <p>In a run that ends, nothing is visible before {@link #commit}, which publishes all files; without it, closing the
 * sink deletes them. In a run without end, a file becomes visible when it is complete.
 *
 * <p><b>Epochs.</b> A file that is complete becomes visible with the commit of its epoch. A file of lines goes on in
 * the next epoch; what is durable of it is remembered, and becomes visible if a run goes on from there. In other
 * formats files are completed with every epoch. What is prepared stays, hidden, when the sink is closed; what younger
 * epochs of a run that is no more have left is deleted by its name.
 */
final class FilesSink implements Sink {
    private final SinkLayout layout;
    private final List<FileEncoder> encoders;
    private final RollingPolicy rolling;
    private final Replacing replacing;
    private final PartNames names;
    private final boolean isOfLines;
    private final SinkRequest request;
    private final Publication publication;

    /** Names of the files that were begun and are not published; guarded by this, as all that follows. */
    private final List<String> hidden = new ArrayList<>();

    private final PendingPartitions pending;
    private boolean isPublished;

    /** What INSERT OVERWRITE replaces; nothing for other statements. */
    record Replacing(boolean isOn, Optional<String> staticPartition) {}

    FilesSink(
            SinkLayout layout,
            List<FileEncoder> encoders,
            RollingPolicy rolling,
            PartitionCommit partitionCommit,
            Replacing replacing,
            PartNames names,
            boolean isOfLines,
            SinkRequest request) {
        this.layout = layout;
        this.encoders = encoders;
        this.rolling = rolling;
        this.replacing = replacing;
        this.names = names;
        this.isOfLines = isOfLines;
        this.request = request;
        publication = new Publication(layout.folder(), names);
        pending = new PendingPartitions(layout, partitionCommit, encoders.size());
    }

    @Override
    public SinkGuarantee guarantee() {
        return switch (request.epochs().delivery()) {
            case EXACTLY_ONCE -> SinkGuarantee.EXACTLY_ONCE;
            case AT_LEAST_ONCE -> SinkGuarantee.AT_LEAST_ONCE;
            case AT_MOST_ONCE -> SinkGuarantee.NONE;
        };
    }

    @Override
    public synchronized SinkWriter createWriter(int instance) {
        publication.deleteLeftovers();
        layout.folder().create();
        return new FilesSinkWriter(this, layout, rolling, encoders.get(instance), instance);
    }

    /** True if files become visible with the commits of epochs. */
    boolean isCutIntoEpochs() {
        return request.epochs().isOn() && request.epochs().delivery() != Delivery.AT_MOST_ONCE;
    }

    /** True if all files become visible together, when the run has ended. */
    boolean isPublishedAtEnd() {
        return !request.epochs().isOn() && request.isBounded().getAsBoolean();
    }

    /** True if a file may be written to in several epochs. */
    boolean isOfLines() {
        return isOfLines;
    }

    long nowMillis() {
        return request.clock().currentTimeMillis();
    }

    /** The name of a new file of a writer, below the folder of its partition. */
    synchronized String begin(int instance, int number, String partition, @Nullable List<String> values) {
        String file = names.file(instance, number);
        if (values == null) {
            hidden.add(file);
            return file;
        }
        String name = partition + "/" + file;
        layout.folder().createPartition(partition);
        pending.begin(partition, values, nowMillis());
        hidden.add(name);
        return name;
    }

    /** A file is complete and durable. */
    synchronized void complete(String name, String partition) {
        if (!isCutIntoEpochs() && !isPublishedAtEnd()) {
            layout.folder().publish(name);
            hidden.remove(name);
            pending.published(partition);
        }
    }

    synchronized void setWatermark(int instance, long watermark) {
        pending.setWatermark(instance, watermark);
    }

    /** True if no more rows are expected in a partition; with epochs, if somebody waits to be told. */
    synchronized boolean isComplete(String partition) {
        return isCutIntoEpochs()
                ? pending.isToldOf(partition, nowMillis())
                : pending.isComplete(partition, nowMillis());
    }

    /** Tells which partitions are complete, of those whose files are all published. */
    synchronized void tellComplete() {
        pending.tellComplete(nowMillis());
    }

    /** A writer ends an epoch with files that are durable; what it has to say of them, of no length if nothing. */
    synchronized byte[] prepare(List<String> begun, List<String> complete, Map<String, Long> growing) {
        publication.sync(publication.folders(begun));
        PreparedFiles prepared = new PreparedFiles(complete, growing, pending.completeMillis(), pending.hasTimeEnded());
        return prepared.isNothing() ? new byte[0] : prepared.toBytes();
    }

    @Override
    public synchronized void commit(long epoch, List<byte[]> prepared) {
        if (!request.epochs().isOn()) {
            publishAll();
            return;
        }
        List<String> complete = new ArrayList<>();
        for (byte[] bytes : prepared) {
            complete.addAll(PreparedFiles.of(bytes).complete());
        }
        for (String name : publication.publish(epoch, complete)) {
            hidden.remove(name);
            pending.published(partition(name));
        }
        tellComplete();
    }

    private static String partition(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    @Override
    public synchronized boolean recover(long epoch, List<byte[]> prepared) {
        boolean isLast = false;
        for (byte[] bytes : prepared) {
            PreparedFiles files = PreparedFiles.of(bytes);
            if (!files.complete().isEmpty() || !files.growing().isEmpty()) {
                publication.checkIsThere();
            }
            files.complete().forEach(publication::recover);
            files.growing().forEach(publication::recover);
            pending.restore(files.pending());
            isLast |= files.isLast();
        }
        if (isLast) {
            pending.tellAll();
        }
        publication.findLeftovers();
        return true;
    }

    /** Publishes all files together; or none, if one of them cannot be. */
    private void publishAll() {
        if (isPublished) {
            return;
        }
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
        isPublished = true;
        hiddenOld.forEach(old -> SinkFolder.delete(SinkFolder.replaced(old)));
        pending.tellAll();
    }

    /** The files that the new ones take the place of. */
    private List<Path> replaced() {
        List<Path> files = new ArrayList<>();
        if (!replacing.isOn()) {
            return files;
        }
        List<String> folders = new ArrayList<>(layout.isPartitioned() ? pending.paths() : List.of(""));
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
        if (isCutIntoEpochs()) {
            // What is prepared may have been decided: it is for the next run to say.
            return;
        }
        for (String name : left) {
            layout.folder().discard(name);
        }
    }
}
