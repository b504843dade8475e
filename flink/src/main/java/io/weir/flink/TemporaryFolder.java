package io.weir.flink;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is gone with what uses it, also if the process is told to end meanwhile. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final ShutdownTask atShutdown;

    private TemporaryFolder(Path path) {
        this.path = path;
        atShutdown = ShutdownTask.of("weir-delete-temporary", () -> deleteQuietly(path));
    }

    /**
     * Makes a folder.
     *
     * @param prefix of its name
     * @throws WeirException if that cannot be
     */
    public static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "There is no room for temporary files: " + e, "", "", e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        atShutdown.close();
        try {
            delete(path);
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, path + " cannot be deleted: " + e, "", "", e);
        }
    }

    /** As {@link #close}; what cannot be deleted is left to the system, for whom nothing depends on it. */
    public void closeQuietly() {
        atShutdown.close();
        deleteQuietly(path);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Whoever uses the folder goes on until the process has ended, and may write once more. */
    private static void deleteQuietly(Path folder) {
        for (int i = 0; i < 3; i++) {
            try {
                delete(folder);
                return;
            } catch (IOException | UncheckedIOException e) {
                Thread.onSpinWait();
            }
        }
    }
}
