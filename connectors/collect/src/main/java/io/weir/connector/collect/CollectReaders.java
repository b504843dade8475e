package io.weir.connector.collect;

import io.weir.engine.connector.FolderNames;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who reads a log, and what each still needs of it. Kept in a file beside the log, so that a pipeline that is started
 * later than others, after a crash of all, finds its rows.
 *
 * <p>A reader gets an id when it begins, and carries it in its positions: whoever goes on from them is that reader.
 */
final class CollectReaders {
    /** A reader that has not acknowledged anything for so long will not: its run saves no epochs. */
    static final long UNACKNOWLEDGED_MILLIS = 60_000;

    /** The id of a reader that has none yet. */
    static final long NEW = -1;

    private static final String FILE = "readers";

    /** One that runs. */
    static final class Reader {
        private final long id;
        private final long start;
        private final long sinceMillis;
        private long acknowledged = -1;
        private volatile long read;

        private Reader(long id, long start, long sinceMillis) {
            this.id = id;
            this.start = start;
            this.sinceMillis = sinceMillis;
            read = start;
        }

        long id() {
            return id;
        }

        /** Called by the reader's own thread. */
        void setRead(long offset) {
            read = offset;
        }

        private long needs(boolean isFull, long nowMillis) {
            if (acknowledged >= 0) {
                return acknowledged;
            }
            return isFull && nowMillis - sinceMillis > UNACKNOWLEDGED_MILLIS ? read : start;
        }
    }

    private record Kept(long offset, long seenMillis) {}

    private final Path folder;
    private final long retentionMillis;
    private final Map<Long, Kept> kept = new HashMap<>();
    private final Set<Reader> running = new HashSet<>();
    private long nextId;

    CollectReaders(Path folder, long retentionMillis) throws IOException {
        this.folder = folder;
        this.retentionMillis = retentionMillis;
        Path file = folder.resolve(FILE);
        try {
            Files.readAllLines(file).forEach(this::readLine);
        } catch (NoSuchFileException e) {
            // Nobody has read.
            return;
        } catch (IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.STATE_DAMAGED,
                    "The list of the readers of collected rows cannot be understood: " + e.getMessage(),
                    file.toString(),
                    "Delete it; then all rows that are still there are kept for those who read on",
                    e);
        }
    }

    private void readLine(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("next") && words.length == 2) {
            nextId = Long.parseLong(words[1]);
        } else if (words[0].equals("reader") && words.length == 4) {
            kept.put(Long.parseLong(words[1]), new Kept(Long.parseLong(words[2]), Long.parseLong(words[3])));
        } else {
            throw new IllegalArgumentException(line);
        }
    }

    /** A reader that begins at an offset, under an id that it had before or a new one. */
    Reader begin(long id, long offset, long nowMillis) throws IOException {
        long used = id;
        if (id == NEW) {
            used = nextId++;
            // Before it is used: the same id must not be given to another one after a crash.
            save(nowMillis);
        } else {
            nextId = Math.max(nextId, id + 1);
        }
        Reader reader = new Reader(used, offset, nowMillis);
        if (id != NEW) {
            reader.acknowledged = offset;
        }
        running.add(reader);
        return reader;
    }

    /** All before this offset is in an epoch of the reader's that is committed. */
    boolean acknowledge(Reader reader, long offset, long nowMillis) throws IOException {
        boolean isFirst = reader.acknowledged < 0;
        reader.acknowledged = Math.max(reader.acknowledged, offset);
        if (isFirst) {
            save(nowMillis);
        }
        return isFirst;
    }

    void end(Reader reader, long nowMillis) throws IOException {
        boolean hasAcknowledged = reader.acknowledged >= 0;
        if (running.contains(reader) && hasAcknowledged) {
            save(nowMillis);
        }
        running.remove(reader);
    }

    /** The first offset that somebody still needs; 0 if nobody has ever read. */
    long neededFrom(boolean isFull, long nowMillis) {
        long needed = Long.MAX_VALUE;
        Set<Long> ids = new HashSet<>();
        for (Reader reader : running) {
            ids.add(reader.id);
            needed = Math.min(needed, reader.needs(isFull, nowMillis));
        }
        for (Map.Entry<Long, Kept> entry : kept.entrySet()) {
            boolean isForgotten = nowMillis - entry.getValue().seenMillis() > retentionMillis;
            if (!ids.contains(entry.getKey()) && !isForgotten) {
                needed = Math.min(needed, entry.getValue().offset());
            }
        }
        return needed == Long.MAX_VALUE ? 0 : needed;
    }

    /** Writes down what those that run have acknowledged. */
    void save(long nowMillis) throws IOException {
        for (Reader reader : running) {
            if (reader.acknowledged >= 0) {
                kept.put(reader.id, new Kept(reader.acknowledged, nowMillis));
            }
        }
        kept.values().removeIf(reader -> nowMillis - reader.seenMillis() > retentionMillis);
        StringBuilder text = new StringBuilder("next " + nextId + "\n");
        kept.forEach((id, reader) -> text.append("reader ")
                .append(id)
                .append(' ')
                .append(reader.offset())
                .append(' ')
                .append(reader.seenMillis())
                .append('\n'));
        Path temporary = folder.resolve(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                temporary, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FolderNames.sync(folder);
    }
}
