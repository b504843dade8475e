package io.weir.connector.files;

import io.weir.engine.connector.FolderNames;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives the files of an epoch their own names, each in one step, and finds what is done already; and takes away what
 * earlier runs of the pipeline have left. Its user locks.
 */
final class Publication {
    private final SinkFolder folder;
    private final PartNames names;
    /**
     * What is published of the epoch that is being committed, lest a consumer takes it before the commit is repeated.
     */
    private final Set<String> published = new HashSet<>();

    private long publishedEpoch;
    private List<Path> leftovers = List.of();

    Publication(SinkFolder folder, PartNames names) {
        this.folder = folder;
        this.names = names;
    }

    /** Publishes the files of an epoch of this run; returns those that were not yet. */
    List<String> publish(long epoch, List<String> complete) {
        if (epoch != publishedEpoch) {
            published.clear();
            publishedEpoch = epoch;
        }
        List<String> now = new ArrayList<>();
        for (String name : complete) {
            if (published.contains(name)) {
                continue;
            }
            if (!moved(name) && !Files.exists(folder.path().resolve(name))) {
                throw new WeirException(
                        ErrorCode.IO_NOT_FOUND,
                        "has vanished before it was published",
                        "path " + folder.hidden(name),
                        "Another run of this pipeline may have taken over and cleaned up, or somebody has deleted it",
                        null);
            }
            published.add(name);
            now.add(name);
        }
        sync(folders(now));
        return now;
    }

    /**
     * Sees that the folder of an epoch with files is there: where it is gone, all of them would seem to have been read
     * and deleted, although it may only be that their disk is not there at the moment.
     */
    void checkIsThere() {
        if (Files.notExists(folder.path())) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "does not exist, and has had files of the last epoch that may not be published yet",
                    "path " + folder.path(),
                    "Bring it back, perhaps by mounting its disk; or make an empty folder if these files are not"
                            + " wanted any more",
                    null);
        }
    }

    /**
     * Publishes a file of an earlier run's epoch, if that has not happened; it may have been read and deleted since.
     */
    void recover(String name) {
        if (moved(name)) {
            sync(folders(List.of(name)));
        }
    }

    /**
     * Publishes the beginning of a file of an earlier run, as long as it was when the epoch was prepared. It is copied,
     * for the earlier run might still be writing to the file.
     */
    void recover(String name, long bytes) {
        Path target = folder.path().resolve(name);
        Path hidden = folder.hidden(name);
        if (Files.exists(target) || Files.notExists(hidden)) {
            return;
        }
        Path copy = target.resolveSibling("." + target.getFileName() + ".recovered");
        try (FileChannel from = FileChannel.open(hidden, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        copy,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            if (from.size() < bytes) {
                throw new WeirException(
                        ErrorCode.IO_FAILED,
                        "has " + from.size() + " bytes, of the " + bytes + " that were safe when the epoch was saved",
                        "path " + hidden,
                        "The disk has lost data; go on from an older epoch, or begin anew",
                        null);
            }
            for (long at = 0; at < bytes; ) {
                at += from.transferTo(at, bytes - at, to);
            }
            to.force(true);
        } catch (IOException e) {
            throw FileErrors.writing(copy, e);
        }
        SinkFolder.move(copy, target);
        SinkFolder.delete(hidden);
        sync(folders(List.of(name)));
    }

    private boolean moved(String name) {
        Path target = folder.path().resolve(name);
        try {
            Files.move(folder.hidden(name), target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    /** Notes the files that earlier runs of the pipeline have left. */
    void findLeftovers() {
        List<Path> found = new ArrayList<>();
        try {
            if (Files.isDirectory(folder.path())) {
                Files.walkFileTree(folder.path(), new SimpleFileVisitor<>() {
                    /** A consumer may take files away meanwhile. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (names.isLeftover(String.valueOf(file.getFileName()))) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        } catch (IOException e) {
            throw FileErrors.reading(folder.path(), e);
        }
        leftovers = found;
    }

    /**
     * Deletes what was noted and is still there. Not before all sinks have recovered: another sink of the pipeline,
     * with the same folder, may have published some of it.
     */
    void deleteLeftovers() {
        leftovers.forEach(folder::discard);
        leftovers = List.of();
    }

    /** Makes the names of files in folders durable. */
    void sync(Set<Path> folders) {
        folders.forEach(Publication::sync);
    }

    private static void sync(Path folder) {
        try {
            FolderNames.sync(folder);
        } catch (NoSuchFileException e) {
            // A consumer has taken the partition away, names and all.
            return;
        } catch (IOException e) {
            throw FileErrors.writing(folder, e);
        }
    }

    /** The folders of files, and those above them up to the table's. */
    Set<Path> folders(List<String> files) {
        Set<Path> all = new HashSet<>();
        for (String name : files) {
            Path each = folder.path().resolve(name).getParent();
            while (each != null && each.startsWith(folder.path()) && all.add(each)) {
                each = each.getParent();
            }
        }
        return all;
    }
}
