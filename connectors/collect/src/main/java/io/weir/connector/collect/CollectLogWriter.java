package io.weir.connector.collect;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one thread that writes a log; see {@link CollectLog}. */
final class CollectLogWriter {
    private record Pending(ByteBuffer frame, int records, CompletableFuture<Void> safe) {}

    private final Path folder;
    private final long segmentBytes;
    private final long id;
    private final Thread thread;

    private final Object lock = new Object();
    private List<Pending> pending = new ArrayList<>();
    private long pendingBytes;
    private boolean isClosed;

    /** Replaced as a whole, so that readers need no lock. */
    private volatile List<CollectSegment> segments;

    private volatile long safeEnd;
    private volatile long safeRecords;
    private FileChannel channel;
    /** Set for good once nobody knows what is on disk. */
    private @Nullable WeirException broken;

    CollectLogWriter(Path folder, long segmentBytes, LogRecovery found) throws IOException {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        segments = found.segments();
        safeEnd = found.end();
        safeRecords = found.records();
        CollectSegment last = segments.get(segments.size() - 1);
        id = last.log();
        channel = FileChannel.open(last.path(), StandardOpenOption.WRITE);
        channel.position(safeEnd - last.base());
        thread = new Thread(this::run, "weir-collect-" + folder.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    long id() {
        return id;
    }

    long safeEnd() {
        return safeEnd;
    }

    long safeRecords() {
        return safeRecords;
    }

    long start() {
        return segments.get(0).base();
    }

    long end() {
        return safeEnd;
    }

    List<CollectSegment> segments() {
        return segments;
    }

    long pendingBytes() {
        synchronized (lock) {
            return pendingBytes;
        }
    }

    CompletableFuture<Void> append(ByteBuffer frame, int records) {
        CompletableFuture<Void> safe = new CompletableFuture<>();
        synchronized (lock) {
            if (isClosed) {
                return CompletableFuture.failedFuture(failure("it is closed", null));
            }
            pending.add(new Pending(frame, records, safe));
            pendingBytes += frame.remaining();
            lock.notifyAll();
        }
        return safe;
    }

    private void run() {
        while (true) {
            List<Pending> taken;
            synchronized (lock) {
                while (pending.isEmpty() && !isClosed) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        isClosed = true;
                    }
                }
                if (pending.isEmpty()) {
                    return;
                }
                taken = pending;
                pending = new ArrayList<>();
            }
            write(taken);
        }
    }

    /** Writes, makes safe, and only then tells. */
    private void write(List<Pending> taken) {
        WeirException failure = broken;
        if (failure == null) {
            failure = tryWrite(taken);
        }
        long bytes = 0;
        for (Pending one : taken) {
            bytes += one.frame.limit();
        }
        synchronized (lock) {
            pendingBytes -= bytes;
        }
        for (Pending one : taken) {
            if (failure == null) {
                one.safe.complete(null);
            } else {
                one.safe.completeExceptionally(failure);
            }
        }
    }

    private @Nullable WeirException tryWrite(List<Pending> taken) {
        boolean isForced = false;
        try {
            roll();
            ByteBuffer[] frames = taken.stream().map(Pending::frame).toArray(ByteBuffer[]::new);
            long bytes = 0;
            long records = 0;
            for (Pending one : taken) {
                bytes += one.frame.limit();
                records += one.records;
            }
            for (long written = 0; written < bytes; ) {
                written += channel.write(frames);
            }
            isForced = true;
            channel.force(false);
            // Only this thread changes them.
            long recordsNow = safeRecords + records;
            long endNow = safeEnd + bytes;
            safeRecords = recordsNow;
            safeEnd = endNow;
            return null;
        } catch (IOException e) {
            return undo(e, isForced);
        }
    }

    /** Cuts off what was written in part; what has perhaps been forced in part cannot be trusted any more. */
    private WeirException undo(IOException cause, boolean isForced) {
        if (!isForced) {
            try {
                CollectSegment last = segments.get(segments.size() - 1);
                channel.truncate(safeEnd - last.base());
                channel.position(safeEnd - last.base());
                return failure(String.valueOf(cause.getMessage()), cause);
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        broken = failure("it must be opened anew after " + cause, cause);
        return broken;
    }

    private WeirException failure(String what, @Nullable IOException cause) {
        boolean isFull = cause != null && String.valueOf(cause.getMessage()).contains("No space");
        return new WeirException(
                isFull ? ErrorCode.IO_FULL : ErrorCode.IO_FAILED,
                "Collected rows cannot be written: " + what,
                folder.toString(),
                isFull ? "Make room on the disk" : "Look at the disk, and start again",
                cause);
    }

    private void roll() throws IOException {
        CollectSegment last = segments.get(segments.size() - 1);
        if (safeEnd - last.base() < segmentBytes) {
            return;
        }
        CollectSegment next = CollectSegment.create(folder, id, safeEnd, safeRecords);
        FileChannel opened = FileChannel.open(next.path(), StandardOpenOption.WRITE);
        opened.position(CollectSegment.HEADER_BYTES);
        channel.close();
        channel = opened;
        synchronized (lock) {
            List<CollectSegment> all = new ArrayList<>(segments);
            all.add(next);
            segments = List.copyOf(all);
        }
        safeEnd = next.firstFrame();
    }

    /** The files that end at or before this offset; never the last one, which is being written. */
    List<CollectSegment> before(long offset) {
        List<CollectSegment> all = segments;
        int count = 0;
        while (count + 1 < all.size() && all.get(count + 1).base() <= offset) {
            count++;
        }
        return all.subList(0, count);
    }

    void delete(List<CollectSegment> unneeded) throws IOException {
        synchronized (lock) {
            List<CollectSegment> all = new ArrayList<>(segments);
            all.removeAll(unneeded);
            segments = List.copyOf(all);
        }
        // From the oldest on, so that a crash leaves no hole.
        for (CollectSegment segment : unneeded) {
            Files.deleteIfExists(segment.path());
        }
    }

    void close() {
        synchronized (lock) {
            isClosed = true;
            lock.notifyAll();
        }
        try {
            thread.join();
            channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // All that was promised is safe already.
            return;
        }
    }
}
