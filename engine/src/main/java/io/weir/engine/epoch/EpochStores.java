package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.LockedException;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Opens stores of epochs: the entrance for whoever runs a pipeline. */
public final class EpochStores {
    /** How many epochs are kept; Flink's key. */
    public static final String RETAINED_KEY = "state.checkpoints.num-retained";

    /** One more than Flink keeps: if the newest is damaged, there is one before it. */
    private static final int RETAINED_DEFAULT = 2;

    private static final long CLOSE_SECONDS = 30;

    private EpochStores() {}

    /** Opens the store of a folder for writing, with the defaults. */
    public static EpochStore local(Path folder) {
        return local(folder, Map.of());
    }

    /**
     * Opens the store of a folder for writing.
     *
     * @param configuration by Flink's keys
     * @throws WeirException if another process has it ({@link ErrorCode#STATE_LOCKED})
     */
    public static EpochStore local(Path folder, Map<String, String> configuration) {
        return open(new LocalStorage(folder), configuration);
    }

    /** Opens a store over a storage, which is closed with it. */
    public static EpochStore open(EpochStorage storage, Map<String, String> configuration) {
        int retained = retained(configuration);
        try {
            storage.lock();
        } catch (LockedException e) {
            throw new WeirException(
                    ErrorCode.STATE_LOCKED,
                    "the state is used by " + e.holder(),
                    storage.location(),
                    "End that process, or give this run a state of its own with --state.",
                    e);
        } catch (IOException e) {
            throw Failures.failed(storage.location(), "it cannot be used for state", e);
        }
        ExecutorService background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "weir-epoch-store");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new StorageEpochStore(storage, retained, background, () -> end(background));
        } catch (RuntimeException e) {
            background.shutdownNow();
            storage.close();
            throw e;
        }
    }

    private static int retained(Map<String, String> configuration) {
        String text = configuration.get(RETAINED_KEY);
        if (text == null) {
            return RETAINED_DEFAULT;
        }
        try {
            int retained = Integer.parseInt(text.strip());
            if (retained >= 1) {
                return retained;
            }
        } catch (NumberFormatException e) {
            // The message below is for both.
        }
        throw new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + text + "' is no number of epochs",
                RETAINED_KEY,
                "Give a whole number from 1.",
                null);
    }

    private static void end(ExecutorService background) {
        background.shutdown();
        try {
            if (!background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException e) {
            background.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
