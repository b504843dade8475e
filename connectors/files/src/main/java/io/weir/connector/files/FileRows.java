package io.weir.connector.files;

import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.FileLayout;
import io.weir.engine.spi.RowGroup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all files of a source as one sequence of ranges, handed out to several readers, each once and in order.
 * Neighbouring ranges lie in the same row group, so that all readers work on one group and what is held in memory does
 * not grow with their number.
 */
final class FileRows {
    private final FileDecoder decoder;
    private final FileQueue files;
    private final int rowsMax;

    /** The file that is being read; guarded by this, as all that follows. */
    private @Nullable SourceFile file;

    /** Where to begin, until that was done. */
    private Optional<FileCut> cut;

    private @Nullable FileLayout layout;
    private int groupIndex;
    private @Nullable RowGroup group;
    private long nextRow;
    private long nextSequence;
    private volatile boolean exhausted;

    /** Makes the ranges of files, and before them those of the rest of a file that was begun, if there is one. */
    FileRows(FileDecoder decoder, Optional<FileCut> cut, FileQueue files, int rowsMax) {
        this.cut = cut;
        this.decoder = decoder;
        this.files = files;
        this.rowsMax = rowsMax;
        exhausted = cut.isEmpty() && files.hasEnded();
    }

    /** A range of rows; reused. */
    static final class Range {
        private @Nullable SourceFile file;
        private @Nullable RowGroup group;
        private long firstRow;
        private int count;
        private long sequence;

        SourceFile file() {
            return taken(file);
        }

        RowGroup group() {
            return taken(group);
        }

        private static <T> T taken(@Nullable T part) {
            if (part == null) {
                throw new IllegalStateException("no range was taken");
            }
            return part;
        }

        long firstRow() {
            return firstRow;
        }

        int count() {
            return count;
        }

        long sequence() {
            return sequence;
        }
    }

    /** No range will be handed out any more; those that were are still read. */
    void stop() {
        exhausted = true;
    }

    /** True when every range was handed out. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Takes the next range; false if there is none, or none yet. */
    synchronized boolean next(Range range) {
        while (!exhausted) {
            RowGroup current = group;
            if (current != null && nextRow < current.rowCount()) {
                range.file = file;
                range.group = current;
                range.firstRow = nextRow;
                range.count = (int) Math.min(rowsMax, current.rowCount() - nextRow);
                range.sequence = nextSequence++;
                nextRow += range.count;
                return true;
            }
            group = null;
            if (!openGroup()) {
                return false;
            }
        }
        range.group = null;
        return false;
    }

    /** Goes on to the next group, of the next file if need be; false if there is no file. */
    private boolean openGroup() {
        FileLayout current = layout;
        if (current != null && groupIndex < current.groupCount()) {
            group = current.open(groupIndex++);
            nextRow = 0;
            return true;
        }
        layout = null;
        if (cut.isPresent()) {
            openCut(cut.get());
            cut = Optional.empty();
            return group != null || openGroup();
        }
        SourceFile next = files.next();
        if (next == null) {
            exhausted = files.hasEnded();
            return false;
        }
        file = next;
        layout = decoder.open(next.path());
        groupIndex = 0;
        return true;
    }

    private void openCut(FileCut begun) {
        file = begun.file();
        FileLayout opened = decoder.open(begun.file().path());
        layout = opened;
        groupIndex = begun.group();
        if (groupIndex < opened.groupCount()) {
            group = opened.open(groupIndex++);
            nextRow = begun.row();
        }
    }

    /** What was not handed out; asked while no reader takes a range. */
    synchronized FilesPosition position() {
        SourceFile open = file;
        Optional<FileCut> at = cut;
        if (exhausted) {
            return new FilesPosition(Optional.empty(), List.of(), List.of());
        }
        if (open != null && layout != null) {
            at = Optional.of(
                    group == null ? FileCut.atRow(open, groupIndex, 0) : FileCut.atRow(open, groupIndex - 1, nextRow));
        }
        return new FilesPosition(at, files.waiting(), files.seen());
    }
}
