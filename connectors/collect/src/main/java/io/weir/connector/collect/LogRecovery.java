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
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is found in the folder of a log when it is opened, after what a crash has left half written was cut off.
 *
 * @param segments the files, from the oldest on; at least one
 * @param end the offset behind the last whole frame
 * @param records the number of records before the end
 */
record LogRecovery(List<CollectSegment> segments, long end, long records) {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);
    private static final int READ_BYTES = 1 << 20;

    LogRecovery {
        segments = List.copyOf(segments);
    }

    static LogRecovery of(Path folder, long newId) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(CollectSegment::isSegment).sorted().toList();
        }
        List<CollectSegment> segments = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Optional<CollectSegment> segment = CollectSegment.read(files.get(i));
            if (segment.isPresent()) {
                segments.add(segment.get());
            } else if (i == files.size() - 1 && Files.size(files.get(i)) <= CollectSegment.HEADER_BYTES) {
                // It was being made when the process died, so that nothing is in it: rows come when the header is safe.
                Files.delete(files.get(i));
            } else {
                throw damaged(files.get(i), "its header is not as it was written");
            }
        }
        if (segments.isEmpty()) {
            CollectSegment first = CollectSegment.create(folder, newId, 0, 0);
            return new LogRecovery(List.of(first), first.firstFrame(), 0);
        }
        checkOrder(segments);
        return cut(segments);
    }

    private static void checkOrder(List<CollectSegment> segments) throws IOException {
        for (int i = 0; i + 1 < segments.size(); i++) {
            CollectSegment segment = segments.get(i);
            long end = segment.base() + Files.size(segment.path());
            CollectSegment next = segments.get(i + 1);
            if (end != next.base() || next.log() != segment.log()) {
                throw damaged(
                        segment.path(), "it ends at offset " + end + ", and the next file begins at " + next.base());
            }
        }
    }

    static WeirException damaged(Path file, String what) {
        return new WeirException(
                ErrorCode.STATE_DAMAGED,
                "A file of collected rows is damaged: " + what,
                file.toString(),
                "Put the folder back as it was, or move it away to begin with an empty log",
                null);
    }

    /** Goes through the last file, in which alone something can be half written. */
    private static LogRecovery cut(List<CollectSegment> segments) throws IOException {
        CollectSegment last = segments.get(segments.size() - 1);
        long records = last.firstRecord();
        long at = CollectSegment.HEADER_BYTES;
        try (FileChannel channel = FileChannel.open(last.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            byte[] data = new byte[READ_BYTES];
            while (at < size) {
                int length = read(channel, at, data);
                int next = 0;
                int frame = 0;
                while (length - next >= CollectFrame.HEADER_BYTES) {
                    frame = CollectFrame.size(data, next);
                    boolean isWhole = frame > 0 && frame <= length - next;
                    if (!isWhole || !CollectFrame.isIntact(data, next)) {
                        break;
                    }
                    records += CollectFrame.recordCount(data, next);
                    next += frame;
                }
                at += next;
                if (next == 0 && frame > data.length && at + frame <= size) {
                    data = new byte[frame];
                } else if (next == 0) {
                    break;
                }
            }
            if (at < size) {
                LOG.warn("{}: {} bytes at the end were half written, and are cut off", last.path(), size - at);
                channel.truncate(at);
                channel.force(true);
            }
        }
        return new LogRecovery(segments, last.base() + at, records);
    }

    private static int read(FileChannel channel, long at, byte[] data) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }
}
