package io.weir.engine.epoch;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.EpochStorageFactory;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.LockedException;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
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

    /**
     * Opens the store of a location for writing: a folder, or {@code s3://bucket/prefix}.
     *
     * @throws WeirException if another process has it ({@link ErrorCode#STATE_LOCKED})
     */
    public static EpochStore open(String location, Map<String, String> configuration) {
        return open(storage(location, configuration), configuration);
    }

    /** The storage of a location, neither locked nor looked at yet. */
    public static EpochStorage storage(String location, Map<String, String> configuration) {
        int end = location.indexOf("://");
        if (end < 0 || location.startsWith("file:")) {
            return new LocalStorage(folder(location));
        }
        String scheme = location.substring(0, end);
        List<String> known = new ArrayList<>(List.of("file"));
        for (EpochStorageFactory factory : ServiceLoader.load(EpochStorageFactory.class)) {
            if (factory.scheme().equals(scheme)) {
                return factory.open(location, configuration);
            }
            known.add(factory.scheme());
        }
        throw new WeirException(
                ErrorCode.OPTION_INVALID,
                "there is no storage '" + scheme + "'",
                location,
                "There is " + String.join(", ", known) + ".",
                null);
    }

    private static Path folder(String location) {
        try {
            return location.startsWith("file:") ? Path.of(new URI(location)) : Path.of(location);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID, "this is no folder: " + e.getMessage(), location, "Give a path.", e);
        }
    }

    /**
     * Opens a store over a storage, which is closed with it.
     *
     * @throws WeirException also if its pipeline goes on elsewhere ({@link ErrorCode#STATE_MOVED})
     */
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
        try {
            MovedMark.refuseMoved(storage);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
        ExecutorService background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "weir-epoch-store");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new StorageEpochStore(storage, retained, background, () -> end(background), holder());
        } catch (RuntimeException e) {
            background.shutdownNow();
            storage.close();
            throw e;
        }
    }

    /** Who we are, and unlike all others. */
    private static String holder() {
        return "process " + ProcessHandle.current().pid() + ", " + UUID.randomUUID();
    }

    private static int retained(Map<String, String> configuration) {
        return new JobOptions(configuration).count(RETAINED_KEY, RETAINED_DEFAULT, 1);
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
