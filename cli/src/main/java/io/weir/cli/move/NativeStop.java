package io.weir.cli.move;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.LockedException;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ends the process that runs a pipeline, as Ctrl-C does: it saves one epoch more. */
final class NativeStop {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)(,.*)?");

    private NativeStop() {}

    /**
     * Ends it, if there is one, and waits until it has let its state go.
     *
     * @param storage opens the state's storage, anew each time
     * @return its process id, if one ran
     */
    static Optional<Long> stop(Supplier<EpochStorage> storage) throws InterruptedException {
        Optional<String> holder = holder(storage);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        ProcessHandle process = process(holder.get());
        if (!process.destroy()) {
            throw cannot(holder.get(), "it may not be ended from here", "End it yourself, and try again");
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (holder(storage).isPresent()) {
            if (System.nanoTime() > end) {
                throw cannot(
                        holder.get(), "it does not end within " + LIMIT.toSeconds() + " s", "End it, and try again");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Optional.of(process.pid());
    }

    private static ProcessHandle process(String holder) {
        Matcher matcher = PROCESS.matcher(holder);
        Optional<ProcessHandle> process =
                matcher.matches() ? ProcessHandle.of(Long.parseLong(matcher.group(1))) : Optional.empty();
        if (process.isEmpty()) {
            throw cannot(holder, "it is not a process of this machine", "End it there, and try again");
        }
        boolean isRun = process.get()
                .info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains("run"))
                .orElse(true);
        if (!isRun) {
            throw cannot(
                    holder,
                    "it is no './weir run', and may run other pipelines as well",
                    "Stop the pipeline there (of a server: `curl -X POST URL/api/v1/pipelines/NAME/stop`, or in its"
                            + " console), and try again");
        }
        return process.get();
    }

    private static WeirException cannot(String holder, String why, String hint) {
        return new WeirException(
                ErrorCode.STATE_LOCKED, "The pipeline is run by " + holder + ": " + why, "", hint, null);
    }

    /** Who has the state. */
    private static Optional<String> holder(Supplier<EpochStorage> supplier) {
        try (EpochStorage storage = supplier.get()) {
            storage.lock();
            return Optional.empty();
        } catch (LockedException e) {
            return Optional.of(e.holder());
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "The state cannot be locked: " + e.getMessage(), "", "", e);
        }
    }
}
