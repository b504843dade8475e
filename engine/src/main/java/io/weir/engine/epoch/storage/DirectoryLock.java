package io.weir.engine.epoch.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time have a folder. The lock is the operating system's, on a file that says who has it, and
 * goes with the process. Where the file system has no locks, the process that the file names counts, if it is alive.
 */
final class DirectoryLock implements AutoCloseable {
    /** The locked byte lies behind the text, which others then can read on every system. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Files that this process has locked: on POSIX, to open and close one once more would give up its lock. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private DirectoryLock(Path file, FileChannel channel, @Nullable FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    static DirectoryLock take(Path path) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder != null) {
            file = folder.toRealPath().resolve(String.valueOf(file.getFileName()));
        }
        synchronized (HELD) {
            if (HELD.contains(file)) {
                throw new LockedException(
                        "this process (" + ProcessHandle.current().pid() + ")");
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = tryLock(file, channel);
                write(channel);
                if (lock == null) {
                    // Then the text is all that another machine on the same files sees.
                    channel.force(true);
                }
                HELD.add(file);
                return new DirectoryLock(file, channel, lock);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static @Nullable FileLock tryLock(Path file, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new LockedException(holder(file).map(Holder::toString).orElse("another process"));
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw new LockedException("this process (" + ProcessHandle.current().pid() + ")");
        } catch (LockedException e) {
            throw e;
        } catch (IOException e) {
            // No locks here.
            Optional<Holder> holder = holder(file).filter(Holder::isAlive);
            if (holder.isPresent()) {
                throw new LockedException(holder.get().toString());
            }
            return null;
        }
    }

    private static void write(FileChannel channel) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String text = self.pid() + "\n"
                + self.info().startInstant().map(Instant::toString).orElse("") + "\n" + hostName() + "\n";
        channel.truncate(0);
        // Not made durable beside a lock: no process outlives the machine's crash.
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** What the file says, if it can be understood. */
    static Optional<Holder> holder(Path file) {
        try {
            String[] lines = Files.readString(file).split("\n", -1);
            return lines.length < 3
                    ? Optional.empty()
                    : Optional.of(new Holder(Long.parseLong(lines[0]), lines[1], lines[2]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            HELD.remove(file);
            try {
                if (lock != null) {
                    lock.release();
                } else {
                    channel.truncate(0);
                }
                channel.close();
            } catch (IOException e) {
                // The lock goes with the process at the latest.
                return;
            }
        }
    }

    /** A process as the file names it. */
    record Holder(long pid, String started, String host) {
        /** True unless it is known to be gone: another process may have its id now, on this or another machine. */
        boolean isAlive() {
            if (!host.equals(hostName())) {
                return true;
            }
            return ProcessHandle.of(pid)
                    .filter(process -> started.isEmpty()
                            || process.info()
                                    .startInstant()
                                    .map(Instant::toString)
                                    .map(started::equals)
                                    .orElse(true))
                    .isPresent();
        }

        @Override
        public String toString() {
            return "process " + pid + (host.equals(hostName()) ? "" : " on " + host)
                    + (started.isEmpty() ? "" : ", started " + started);
        }
    }
}
