package io.weir.connector.collect;

import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that have arrived, on disk until every pipeline that reads them has committed an epoch with
 * them.
 *
 * <p><b>Append.</b> Any number of threads hand over records; one thread writes what has gathered and makes it safe with
 * a single {@code fsync}, so that its price is shared. An append is in the log wholly or not at all.
 *
 * <p><b>Read.</b> What is safe, and nothing else: a row that was read is still there after a crash.
 *
 * <p><b>Failure.</b> What a crash has left half written at the end was promised to nobody; it is cut off when the log
 * is opened. A disk that is full, or a log that is, refuses appends and goes on when there is room again. After a
 * failed {@code fsync} nobody knows what is on disk: all appends fail until the log is opened anew.
 */
public final class CollectLog {
    private final Path folder;
    private final CollectLimits limits;
    private final Clock clock;
    private final CollectReaders readers;
    private final CollectLogWriter writer;
    private final LogLock lock;

    private CollectLog(
            Path folder, CollectLimits limits, Clock clock, LogLock lock, CollectReaders readers, LogRecovery found)
            throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.lock = lock;
        this.readers = readers;
        writer = new CollectLogWriter(folder, limits.segmentBytes(), found);
    }

    static CollectLog open(Path folder, CollectLimits limits, Clock clock) {
        LogLock lock = null;
        try {
            Files.createDirectories(folder);
            lock = LogLock.take(folder);
            CollectReaders readers = new CollectReaders(folder, limits.readerRetentionMillis());
            LogRecovery found = LogRecovery.of(folder, clock.currentTimeMillis());
            return new CollectLog(folder, limits, clock, lock, readers, found);
        } catch (IOException e) {
            throw failed("opened", folder, lock, e);
        } catch (WeirException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    private static WeirException failed(String done, Path folder, @Nullable LogLock lock, IOException e) {
        if (lock != null) {
            lock.close();
        }
        return new WeirException(
                ErrorCode.IO_FAILED,
                "The log of collected rows cannot be " + done + ": " + e,
                folder.toString(),
                "Look for the folder's permissions and for room on the disk",
                e);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** A number that no other log has had in this folder. */
    long id() {
        return writer.id();
    }

    /** The offset behind all that is safe. */
    public long safeEnd() {
        return writer.safeEnd();
    }

    /** The number of records that have ever become safe. */
    public long recordCount() {
        return writer.safeRecords();
    }

    /** What its files take. */
    public long sizeBytes() {
        return writer.end() - writer.start();
    }

    /**
     * Takes records, all or none of them.
     *
     * @return completes when they are safe, on the thread that made them so; exceptionally with a
     *     {@link WeirException}: {@link ErrorCode#LIMIT_EXCEEDED} if the log is full, IO_… if the disk fails
     */
    public CompletableFuture<Void> append(List<byte[]> records) {
        ByteBuffer frame = CollectFrame.encode(records);
        long needed = (long) frame.remaining() + CollectSegment.HEADER_BYTES;
        if (sizeBytes() + writer.pendingBytes() + needed > limits.bytesMax()) {
            deleteRead(true);
            if (sizeBytes() + writer.pendingBytes() + needed > limits.bytesMax()) {
                return CompletableFuture.failedFuture(new WeirException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "The log of collected rows is full: " + sizeBytes() + " bytes wait to be read",
                        folder.toString(),
                        "Look whether a pipeline that reads them has stopped, or enlarge 'max-size'",
                        null));
            }
        }
        return writer.append(frame, records.size());
    }

    /**
     * Begins to read at the oldest record, or at a position.
     *
     * @throws WeirException if the log does not reach so far, or no longer has it
     */
    Cursor read(Optional<CollectPosition> from) {
        CollectPosition start = from.orElseGet(this::oldest);
        checkHas(start);
        try {
            synchronized (readers) {
                long now = clock.currentTimeMillis();
                return new Cursor(start, readers.begin(start.reader(), start.offset(), now));
            }
        } catch (IOException e) {
            throw failed("read", folder, null, e);
        }
    }

    /** A reader and where it begins. */
    record Cursor(CollectPosition position, CollectReaders.Reader reader) {}

    private CollectPosition oldest() {
        CollectSegment first = writer.segments().get(0);
        return new CollectPosition(id(), CollectReaders.NEW, first.firstFrame(), 0, first.firstRecord());
    }

    private void checkHas(CollectPosition position) {
        String what;
        if (position.log() != id()) {
            what = "The log of collected rows is another one than that of the epoch";
        } else if (position.offset() > safeEnd()) {
            what = "The log of collected rows ends at offset " + safeEnd() + ", before the epoch's "
                    + position.offset();
        } else if (position.offset() < writer.start()) {
            what = "The log of collected rows begins at offset " + writer.start() + "; the rows since the epoch's "
                    + position.offset() + " have been deleted";
        } else {
            return;
        }
        throw new WeirException(
                ErrorCode.STATE_MISFIT,
                what,
                folder.toString(),
                "Put the folder back as it was, or begin anew without the saved epochs",
                null);
    }

    /** The segment with this offset, and where it ends for now. */
    Optional<Extent> extent(long offset) {
        long end = safeEnd();
        List<CollectSegment> segments = writer.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            CollectSegment segment = segments.get(i);
            if (offset >= segment.base()) {
                boolean isLast = i == segments.size() - 1;
                return Optional.of(
                        new Extent(segment, isLast ? end : segments.get(i + 1).base(), isLast));
            }
        }
        return Optional.empty();
    }

    /** A segment, and the offset behind what may be read of it. */
    record Extent(CollectSegment segment, long end, boolean isLast) {}

    /** An epoch of the reader's with all before the offset is committed. */
    void acknowledge(CollectReaders.Reader reader, long offset) {
        try {
            synchronized (readers) {
                readers.acknowledge(reader, offset, clock.currentTimeMillis());
            }
        } catch (IOException e) {
            throw failed("written", folder, null, e);
        }
        deleteRead(false);
    }

    void end(CollectReaders.Reader reader) {
        try {
            synchronized (readers) {
                readers.end(reader, clock.currentTimeMillis());
            }
        } catch (IOException e) {
            throw failed("written", folder, null, e);
        }
    }

    /** Deletes the files that nobody needs any more. */
    private void deleteRead(boolean isFull) {
        try {
            synchronized (readers) {
                long now = clock.currentTimeMillis();
                List<CollectSegment> unneeded = new ArrayList<>(writer.before(readers.neededFrom(isFull, now)));
                if (!unneeded.isEmpty()) {
                    // First the list: a file must not be missed by one whose place is not written down.
                    readers.save(now);
                    writer.delete(unneeded);
                }
            }
        } catch (IOException e) {
            throw failed("cleaned up", folder, null, e);
        }
    }

    /** Writes what has been handed over, and lets the folder go. */
    void close() {
        writer.close();
        lock.close();
    }
}
