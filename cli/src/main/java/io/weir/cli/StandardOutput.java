package io.weir.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The standard output of the process, which remembers what went wrong with it: a {@link PrintStream} only says that
 * something did, and a job on Flink does not even ask.
 */
final class StandardOutput extends OutputStream {
    private static final int BUFFER_BYTES = 8192;
    private static final AtomicReference<@Nullable IOException> FAILURE = new AtomicReference<>();
    private static final AtomicReference<@Nullable Runnable> ON_FAILURE = new AtomicReference<>();

    private final OutputStream target;

    private StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** Makes {@link System#out} write through this, in UTF-8 whatever the locale, as the rows of results are. */
    static void install() {
        OutputStream target = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(
                new PrintStream(new java.io.BufferedOutputStream(target, BUFFER_BYTES), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** Has the action run once when the output fails, on the thread that writes. */
    static void onFailure(Runnable action) {
        ON_FAILURE.set(action);
    }

    /** True when something could not be written. */
    static boolean hasFailed() {
        return FAILURE.get() != null;
    }

    /**
     * The exit status of a command, given its own. A reader that has seen enough ({@code | head}) is no failure and
     * needs no message; anything else is one.
     */
    static int status(int status, PrintStream error) {
        System.out.flush();
        IOException failure = FAILURE.get();
        if (failure == null) {
            return status;
        }
        String reason = String.valueOf(failure.getMessage());
        if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
            return Main.EXIT_DONE;
        }
        error.println("weir: standard output cannot be written: " + reason);
        return Main.EXIT_FAILED;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        try {
            target.write(bytes, start, length);
        } catch (IOException e) {
            if (FAILURE.compareAndSet(null, e)) {
                Runnable action = ON_FAILURE.get();
                if (action != null) {
                    action.run();
                }
            }
            throw e;
        }
    }
}
