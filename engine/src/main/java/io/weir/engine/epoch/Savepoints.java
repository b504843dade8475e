package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Savepoints: copies of an epoch that stay until somebody deletes them. A savepoint is a storage with a single epoch,
 * complete in itself; it may be moved, and names nothing outside. On one file system it shares its files with the state
 * that it was made of, by hard links, and costs next to nothing.
 */
public final class Savepoints {
    /** The folder of a state's savepoints. */
    private static final String FOLDER = "savepoints";

    /** How often a copy is begun again because the run has deleted what was being copied. */
    private static final int TRIES = 5;

    private Savepoints() {}

    /**
     * Where a savepoint is: a plain name is a savepoint beside the epochs of the state, anything else is the place
     * itself.
     *
     * @param state the location of the state
     * @param savepoint a name, a path or a URL
     */
    public static String locationOf(String state, String savepoint) {
        if (savepoint.isBlank() || savepoint.equals(".") || savepoint.equals("..")) {
            throw new WeirException(
                    ErrorCode.USAGE, "'" + savepoint + "' is no name for a savepoint", "", "Give letters.", null);
        }
        boolean isName = !savepoint.contains("/") && !savepoint.contains("\\");
        return isName ? state.replaceAll("/+$", "") + "/" + FOLDER + "/" + savepoint : savepoint;
    }

    /** The folders of the savepoints of a state. */
    public static List<Path> list(Path state) {
        Path folder = state.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw Failures.failed(folder.toString(), "it cannot be listed", e);
        }
    }

    /**
     * Copies the newest whole epoch of a state, which a run may be writing to meanwhile.
     *
     * @throws WeirException if there is none
     */
    public static Manifest makeOfNewest(EpochStorage state, EpochStorage target) {
        for (int tries = 1; ; tries++) {
            try {
                Manifest manifest = new EpochFiles(state)
                        .newestBefore(Long.MAX_VALUE, new TreeSet<>())
                        .orElseThrow(() -> new WeirException(
                                ErrorCode.IO_NOT_FOUND,
                                "there is no epoch to keep",
                                state.location(),
                                "Is this the folder of a pipeline's state?",
                                null));
                return make(state, manifest, target);
            } catch (WeirException e) {
                // The run has gone on, and deleted what nobody but us needed.
                if (e.code() != ErrorCode.STATE_DAMAGED || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Copies an epoch; the manifest comes last, so that half a savepoint is none.
     *
     * @throws WeirException if there is something in the target, or a part of the epoch is missing
     */
    public static Manifest make(EpochStorage from, Manifest manifest, EpochStorage target) {
        EpochFiles copy = new EpochFiles(target);
        if (!copy.epochs().isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "there is a savepoint already",
                    target.location(),
                    "Choose another name, or delete it.",
                    null);
        }
        // What an earlier try has left.
        for (StoredObject object : copy.list(EpochFiles.DATA)) {
            delete(target, object.name());
        }
        copy(from, EpochFiles.objects(manifest), target, UnaryOperator.identity());
        publish(target, manifest);
        return manifest;
    }

    /**
     * Brings the epoch of a savepoint into a state without epochs, from where a run goes on with it. The savepoint
     * stays as it is.
     *
     * @throws WeirException if the savepoint is damaged, or the state has epochs
     */
    public static Manifest restore(EpochStorage savepoint, EpochStorage state) {
        Manifest manifest = read(savepoint);
        if (!new EpochFiles(state).epochs().isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "there is state already, which a savepoint would replace",
                    state.location(),
                    "Give another folder with --state, or drop what is there with './weir state drop --all'.",
                    null);
        }
        // Objects of an earlier history may be there yet.
        Set<String> taken = new TreeSet<>();
        new EpochFiles(state).list(EpochFiles.DATA).forEach(object -> taken.add(object.name()));
        Map<String, String> names = new HashMap<>();
        for (String object : EpochFiles.objects(manifest)) {
            String name = object;
            for (int i = 1; taken.contains(name); i++) {
                name = object.replaceFirst("\\.chunks$", "") + "-s" + i + ".chunks";
            }
            taken.add(name);
            names.put(object, name);
        }
        copy(savepoint, EpochFiles.objects(manifest), state, object -> names.getOrDefault(object, object));
        Manifest restored = renamed(manifest, names);
        publish(state, restored);
        return restored;
    }

    /**
     * The epoch of a savepoint, verified.
     *
     * @throws WeirException if there is none, or it is damaged
     */
    public static Manifest read(EpochStorage savepoint) {
        EpochFiles files = new EpochFiles(savepoint);
        List<Long> epochs = files.epochs();
        if (epochs.isEmpty()) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "there is no savepoint here",
                    savepoint.location(),
                    "Give its folder; './weir state list' shows those of a state.",
                    null);
        }
        Manifest manifest = files.manifest(epochs.get(epochs.size() - 1));
        files.verify(manifest);
        return manifest;
    }

    private static void copy(EpochStorage from, Set<String> objects, EpochStorage to, UnaryOperator<String> names) {
        Map<String, Long> sizes = new HashMap<>();
        new EpochFiles(from).list(EpochFiles.DATA).forEach(object -> sizes.put(object.name(), object.sizeBytes()));
        for (String object : objects) {
            Long size = sizes.get(object);
            if (size == null) {
                throw new DamagedException(from.locationOf(object), "the file is not there");
            }
            try {
                from.copyTo(object, size, to, names.apply(object));
            } catch (NoSuchFileException e) {
                throw new DamagedException(from.locationOf(object), "the file is not there");
            } catch (IOException e) {
                throw Failures.writing(to, names.apply(object), e);
            }
        }
    }

    private static void publish(EpochStorage to, Manifest manifest) {
        String name = EpochFiles.manifestName(manifest.epoch());
        try {
            if (!to.putIfAbsent(name, ManifestText.write(manifest))) {
                throw new WeirException(
                        ErrorCode.STATE_LOCKED,
                        "another process has just written here",
                        to.locationOf(name),
                        "Only one may: end the other.",
                        null);
            }
        } catch (IOException e) {
            throw Failures.writing(to, name, e);
        }
    }

    private static void delete(EpochStorage storage, String name) {
        try {
            storage.delete(name);
        } catch (IOException e) {
            throw Failures.failed(storage.locationOf(name), "it cannot be deleted", e);
        }
    }

    private static Manifest renamed(Manifest manifest, Map<String, String> names) {
        List<OperatorState> operators = new ArrayList<>();
        for (OperatorState operator : manifest.operators()) {
            List<TableState> tables = new ArrayList<>();
            for (TableState table : operator.tables()) {
                List<Chunk> chunks = new ArrayList<>();
                for (Chunk chunk : table.chunks()) {
                    chunks.add(chunk.in(names.getOrDefault(chunk.object(), chunk.object()), chunk.offset()));
                }
                tables.add(table.with(chunks));
            }
            operators.add(operator.with(tables));
        }
        return manifest.with(operators);
    }
}
