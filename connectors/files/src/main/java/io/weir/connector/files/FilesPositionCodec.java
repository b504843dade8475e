package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Positions as bytes. Paths are relative to the table's, so that the files may move as a whole. The lists of files,
 * which may be long, are compressed, and only when they have changed. For one thread at a time.
 */
final class FilesPositionCodec {
    private static final int VERSION = 1;

    private final Path root;
    private @Nullable FilesPosition last;
    private byte[] lastLists = new byte[0];
    private long lastFingerprint;
    private boolean isFingerprintDue;

    FilesPositionCodec(Path root) {
        this.root = root;
    }

    /** A position, and the number of rows that were read before. */
    record Decoded(FilesPosition position, long rowCount) {}

    byte[] encode(FilesPosition position, long rowCount) {
        FilesPosition before = last;
        try {
            if (before == null || !position.isSameFile(before)) {
                lastLists = lists(position);
                lastFingerprint = Fingerprint.UNKNOWN;
                isFingerprintDue = position.cut().isPresent();
                last = position;
            }
            if (isFingerprintDue) {
                takeFingerprint(position.cut().orElseThrow().file());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeByte(VERSION);
                out.writeLong(rowCount);
                out.writeBoolean(position.cut().isPresent());
                if (position.cut().isPresent()) {
                    write(out, position.cut().get().withFingerprint(lastFingerprint));
                }
                out.write(lastLists);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file that is gone although it is being read has none, whatever may come in its place. One that cannot be read
     * at the moment is looked at again with the next position.
     */
    private void takeFingerprint(SourceFile file) {
        try {
            lastFingerprint = Fingerprint.of(file.path(), file.bytes());
            isFingerprintDue = false;
        } catch (NoSuchFileException e) {
            isFingerprintDue = false;
        } catch (IOException e) {
            isFingerprintDue = true;
        }
    }

    private byte[] lists(FilesPosition position) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(position.waiting().size());
            for (SourceFile file : position.waiting()) {
                write(out, file);
            }
            out.writeInt(position.seen().size());
            for (Path path : position.seen()) {
                out.writeUTF(relative(path));
            }
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out, FileCut cut) throws IOException {
        write(out, cut.file());
        out.writeLong(cut.fingerprint());
        out.writeLong(cut.position());
        out.writeBoolean(cut.isAtRecord());
        out.writeInt(cut.group());
        out.writeLong(cut.row());
    }

    private void write(DataOutputStream out, SourceFile file) throws IOException {
        out.writeUTF(relative(file.path()));
        out.writeLong(file.bytes());
        out.writeLong(file.modificationMillis());
        out.writeInt(file.partition().size());
        for (Map.Entry<String, String> entry : file.partition().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    private String relative(Path path) {
        return root.relativize(path).toString();
    }

    Decoded decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new WeirException(
                        ErrorCode.IO_FAILED,
                        "The epoch's position has version " + version + ", not " + VERSION,
                        "path " + root,
                        "It was written by another version of Weir: go on with that one",
                        null);
            }
            long rowCount = in.readLong();
            Optional<FileCut> cut = in.readBoolean() ? Optional.of(readCut(in)) : Optional.empty();
            try (DataInputStream lists = new DataInputStream(new InflaterInputStream(in))) {
                List<SourceFile> waiting = new ArrayList<>();
                for (int i = lists.readInt(); i > 0; i--) {
                    waiting.add(readFile(lists));
                }
                Collection<Path> seen = new ArrayList<>();
                for (int i = lists.readInt(); i > 0; i--) {
                    seen.add(path(lists));
                }
                return new Decoded(new FilesPosition(cut, waiting, seen), rowCount);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileCut readCut(DataInputStream in) throws IOException {
        return new FileCut(readFile(in), in.readLong(), in.readLong(), in.readBoolean(), in.readInt(), in.readLong());
    }

    private SourceFile readFile(DataInputStream in) throws IOException {
        Path path = path(in);
        long bytes = in.readLong();
        long modificationMillis = in.readLong();
        Map<String, String> partition = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String key = in.readUTF();
            partition.put(key, in.readUTF());
        }
        return new SourceFile(path, bytes, modificationMillis, Map.copyOf(partition));
    }

    private Path path(DataInputStream in) throws IOException {
        String relative = in.readUTF();
        return relative.isEmpty() ? root : root.resolve(relative);
    }
}
