package io.weir.storage.rocksdb;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A folder of one job's own, below one that several processes may share. Its name says whose it is, so that what a
 * killed process has left is deleted by the next one.
 */
final class LocalFolder implements AutoCloseable {
    private static final String PREFIX = "weir-state-";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path path;

    private LocalFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder, after having deleted those of processes that have ended. */
    static LocalFolder below(Path parent) {
        try {
            Files.createDirectories(parent);
            deleteLeftOver(parent);
            Path path = parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
            delete(path);
            return new LocalFolder(Files.createDirectory(path));
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "State cannot be kept in " + parent + ": " + e,
                    RocksStateBackendFactory.FOLDER_KEY,
                    "Name a folder that can be written",
                    e);
        }
    }

    private static void deleteLeftOver(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString().substring(PREFIX.length());
                String process = name.substring(0, name.indexOf('-'));
                boolean isOurs = process.chars().allMatch(Character::isDigit) && process.length() < 19;
                if (isOurs && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            // The next process will delete it.
            System.getLogger(LocalFolder.class.getName())
                    .log(System.Logger.Level.WARNING, path + " cannot be deleted: " + e);
        }
    }
}
