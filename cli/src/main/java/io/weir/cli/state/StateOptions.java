package io.weir.cli.state;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which state a command is about. */
final class StateOptions {
    /** Where the states of pipelines are, unless they are told another place. */
    private static final Path HOME = Path.of(".weir");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder of the state, or s3://bucket/prefix; by default the only one in .weir.")
    private @Nullable String location;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A configuration option, such as s3.endpoint; may be repeated.")
    private Map<String, String> configuration = new TreeMap<>();

    Map<String, String> configuration() {
        return configuration;
    }

    /** The place, which is not looked at yet. */
    String location() {
        if (location != null) {
            return location;
        }
        List<Path> found = List.of();
        if (Files.isDirectory(HOME)) {
            try (Stream<Path> folders = Files.list(HOME)) {
                found = folders.filter(folder -> Files.isDirectory(folder.resolve("epochs")))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new WeirException(ErrorCode.IO_FAILED, "it cannot be read: " + e, HOME.toString(), "", e);
            }
        }
        if (found.size() == 1) {
            return found.get(0).toString();
        }
        throw new WeirException(
                ErrorCode.USAGE,
                found.isEmpty() ? "There is no state in .weir" : "There is more than one state: " + found,
                "",
                "Say which with --state",
                null);
    }

    /** The storage, for reading. */
    EpochStorage storage() {
        return EpochStores.storage(location(), configuration);
    }

    /**
     * The epochs that are there, the oldest first.
     *
     * @throws WeirException if there are none
     */
    static List<Long> epochs(EpochFiles files) {
        List<Long> epochs = files.epochs();
        if (epochs.isEmpty()) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "there is no epoch",
                    files.storage().location(),
                    "Is this the folder of a pipeline's state?",
                    null);
        }
        return epochs;
    }

    /** The epoch that is asked for, or the newest. */
    static long epoch(EpochFiles files, @Nullable Long wanted) {
        List<Long> epochs = epochs(files);
        if (wanted == null) {
            return epochs.get(epochs.size() - 1);
        }
        if (!epochs.contains(wanted)) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "there is no epoch " + wanted,
                    files.storage().location(),
                    "There are " + epochs + ".",
                    null);
        }
        return wanted;
    }
}
