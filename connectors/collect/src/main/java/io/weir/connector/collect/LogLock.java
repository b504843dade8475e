package io.weir.connector.collect;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process have a log; the operating system takes it back with the process. */
final class LogLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private LogLock(FileChannel channel) {
        this.channel = channel;
    }

    static LogLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new WeirException(
                    ErrorCode.STATE_LOCKED,
                    "The log of collected rows is used by another process",
                    folder.toString(),
                    "Stop the other one, or give the table a 'path' of its own",
                    null);
        }
        return new LogLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
