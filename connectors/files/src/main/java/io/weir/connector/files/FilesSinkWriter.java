package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.FileEncoder;
import io.weir.engine.spi.SinkWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of one instance, one for each partition at a time, each under its hidden name; the next one follows
 * when a file has reached its size or, in a run without end, its age.
 */
final class FilesSinkWriter implements SinkWriter {
    private final FilesSink sink;
    private final SinkLayout layout;
    private final RollingPolicy rolling;
    private final FileEncoder encoder;
    private final PartitionIndex partitions;
    private final int instance;
    /** The columns that go into files. */
    private final Batch written;

    /** The files that are open, by the numbers of their partitions. */
    private @Nullable PartFile[] open = new PartFile[1];

    /** Files that were begun, and that were completed, since the last epoch. */
    private final List<String> begun = new ArrayList<>();

    private final List<String> completed = new ArrayList<>();

    private int fileCount;
    private int openCount;
    private long closedBytes;
    private long nextCheckMillis = NEVER;
    private int[] numbers = new int[0];
    private int[] positions = new int[0];
    private int[] ends = new int[0];

    FilesSinkWriter(FilesSink sink, SinkLayout layout, RollingPolicy rolling, FileEncoder encoder, int instance) {
        this.sink = sink;
        this.layout = layout;
        this.rolling = rolling;
        this.encoder = encoder;
        this.instance = instance;
        partitions = layout.newIndex();
        written = new Batch(new Column[layout.writtenColumns().length]);
    }

    @Override
    public boolean write(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            numbers = new int[count];
        }
        written.copyRows(batch);
        for (int i = 0; i < layout.writtenColumns().length; i++) {
            written.setColumn(i, batch.column(layout.writtenColumns()[i]));
        }
        if (!layout.isPartitioned()) {
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
            write(0, 0, count);
        } else {
            writePartitions(batch, count);
        }
        checkFiles();
        return true;
    }

    /** Sorts the rows by partition, keeping their order in each. */
    private void writePartitions(Batch batch, int count) {
        for (int i = 0; i < count; i++) {
            numbers[i] = partitions.find(batch, i);
        }
        int size = partitions.size();
        if (ends.length < size) {
            ends = new int[2 * size];
            open = Arrays.copyOf(open, 2 * size);
        }
        Arrays.fill(ends, 0, size, 0);
        for (int i = 0; i < count; i++) {
            ends[numbers[i]]++;
        }
        int start = 0;
        for (int i = 0; i < size; i++) {
            int rows = ends[i];
            ends[i] = start;
            start += rows;
        }
        for (int i = 0; i < count; i++) {
            positions[ends[numbers[i]]++] = i;
        }
        int from = 0;
        for (int i = 0; i < size; i++) {
            if (ends[i] > from) {
                write(i, from, ends[i]);
            }
            from = ends[i];
        }
    }

    private void write(int partition, int from, int to) {
        long now = sink.nowMillis();
        int next = from;
        Path file = layout.folder().path();
        try {
            while (next < to) {
                PartFile part = open[partition];
                if (part == null) {
                    part = begin(partition, now);
                }
                file = part.hidden();
                next = part.rows().write(written, positions, next, to, rolling.fileBytes());
                part.touch(now);
                if (part.rows().bytes() >= rolling.fileBytes()) {
                    complete(partition, part);
                }
            }
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    private PartFile begin(int partition, long now) throws IOException {
        if (openCount >= SinkLayout.OPEN_FILES_MAX) {
            completeAll();
        }
        String path = layout.isPartitioned() ? layout.path(partitions.values(partition)) : "";
        String name =
                sink.begin(instance, fileCount++, path, layout.isPartitioned() ? partitions.values(partition) : null);
        PartFile part = new PartFile(layout.folder().hidden(name), path, name, encoder, now);
        open[partition] = part;
        openCount++;
        if (sink.isCutIntoEpochs()) {
            begun.add(name);
        }
        if (!sink.isPublishedAtEnd() && nextCheckMillis == NEVER) {
            nextCheckMillis = now + rolling.checkMillis();
        }
        return part;
    }

    private void complete(int partition, PartFile part) throws IOException {
        part.complete();
        closedBytes += part.bytesOut();
        open[partition] = null;
        openCount--;
        if (sink.isCutIntoEpochs()) {
            completed.add(part.name());
        }
        sink.complete(part.name(), part.partition());
    }

    private void completeAll() throws IOException {
        for (int i = 0; i < open.length; i++) {
            PartFile part = open[i];
            if (part != null) {
                complete(i, part);
            }
        }
    }

    /** In a run without end, completes the files that are old enough, and those of partitions that are complete. */
    private void checkFiles() {
        if (sink.isPublishedAtEnd() || sink.nowMillis() < nextCheckMillis) {
            return;
        }
        long now = sink.nowMillis();
        for (int i = 0; i < open.length; i++) {
            PartFile part = open[i];
            if (part != null && (part.isDue(rolling, now) || sink.isComplete(part.partition()))) {
                try {
                    complete(i, part);
                } catch (IOException e) {
                    throw FileErrors.writing(part.hidden(), e);
                }
            }
        }
        sink.tellComplete();
        nextCheckMillis = now + rolling.checkMillis();
    }

    @Override
    public void onWatermark(long watermark) {
        sink.setWatermark(instance, watermark);
    }

    @Override
    public long flushTimeMillis() {
        return nextCheckMillis;
    }

    @Override
    public void flush() {
        for (PartFile part : open) {
            if (part != null) {
                try {
                    part.rows().flush();
                } catch (IOException e) {
                    throw FileErrors.writing(part.hidden(), e);
                }
            }
        }
        checkFiles();
    }

    /** Files of lines go on, unless they are old enough or their partition is complete; others are completed. */
    @Override
    public Optional<byte[]> prepare(long epoch) {
        if (!sink.isCutIntoEpochs()) {
            return Optional.of(new byte[0]);
        }
        Map<String, Long> growing = new LinkedHashMap<>();
        long now = sink.nowMillis();
        for (int i = 0; i < open.length; i++) {
            PartFile part = open[i];
            if (part != null) {
                try {
                    if (sink.isOfLines() && !part.isDue(rolling, now) && !sink.isComplete(part.partition())) {
                        growing.put(part.name(), part.sync());
                    } else {
                        complete(i, part);
                    }
                } catch (IOException e) {
                    throw FileErrors.writing(part.hidden(), e);
                }
            }
        }
        byte[] prepared = sink.prepare(begun, completed, growing);
        begun.clear();
        completed.clear();
        return Optional.of(prepared);
    }

    @Override
    public void finish() {
        try {
            completeAll();
        } catch (IOException e) {
            throw FileErrors.writing(layout.folder().path(), e);
        }
    }

    @Override
    public long bytes() {
        long bytes = closedBytes;
        for (PartFile part : open) {
            bytes += part == null ? 0 : part.bytesOut();
        }
        return bytes;
    }

    @Override
    public void close() {
        for (int i = 0; i < open.length; i++) {
            PartFile part = open[i];
            open[i] = null;
            if (part != null) {
                try {
                    part.close();
                } catch (IOException e) {
                    throw FileErrors.writing(part.hidden(), e);
                }
            }
        }
    }
}
