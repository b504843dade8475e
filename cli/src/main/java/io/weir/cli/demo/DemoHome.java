package io.weir.cli.demo;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the demo keeps everything: the broker's data, the pipelines, their state. The next demo goes on
 * with it, however this one ends.
 */
final class DemoHome implements AutoCloseable {
    /** The pipelines of the gallery's shop. */
    static final List<String> PIPELINES = List.of(
            "active_users.sql",
            "cart_abandonment.sql",
            "features.sql",
            "live_counts.sql",
            "page_metrics.sql",
            "revenue_per_hour.sql",
            "visitors.sql");

    private static final String GALLERY = "/gallery/shop/";
    private static final String SCRIPT_BROKER = "localhost:9092";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private DemoHome(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** {@code weir/demo} in {@code $XDG_STATE_HOME}, or in {@code ~/.local/state}. */
    static Path ofUser() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(state);
        return base.resolve("weir").resolve("demo");
    }

    /**
     * Takes the folder for this process.
     *
     * @param isFresh whether what is in it is deleted
     */
    static DemoHome open(Path folder, boolean isFresh) {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lock) == null) {
                lock.close();
                throw new WeirException(
                        ErrorCode.STATE_LOCKED,
                        "Another demo is running",
                        folder.toString(),
                        "Stop it, or give this one a folder of its own with --state",
                        null);
            }
            DemoHome home = new DemoHome(folder, lock);
            if (isFresh) {
                home.clear();
            }
            return home;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static WeirException failed(Path folder, Exception e) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                "The demo's folder cannot be used: " + e.getMessage(),
                folder.toString(),
                "Give it another one with --state",
                e);
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.equals(folder.resolve(LOCK))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    Path folder() {
        return folder;
    }

    /** Where pipelines keep their epochs: those of one broker are of no use with another. */
    Path state(String broker, boolean isOwn) {
        return folder.resolve(isOwn ? "state" : "state-of-" + broker.replaceAll("[^A-Za-z0-9.]", "-"));
    }

    /** Writes the pipelines of the gallery, which then read from this broker. */
    Path writePipelines(String broker) {
        Path pipelines = folder.resolve("pipelines");
        try {
            Files.createDirectories(pipelines);
            for (String name : PIPELINES) {
                try (InputStream in = DemoHome.class.getResourceAsStream(GALLERY + name)) {
                    if (in == null) {
                        throw new IllegalStateException(name + " is not on the class path");
                    }
                    String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    Files.writeString(pipelines.resolve(name), sql.replace(SCRIPT_BROKER, broker));
                }
            }
            return pipelines;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
