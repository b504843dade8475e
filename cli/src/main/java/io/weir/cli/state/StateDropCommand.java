package io.weir.cli.state;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir state drop}: takes epochs away, so that the next run goes on from an older one, or begins anew. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = "Take epochs away: the next run goes on from an older one, or begins anew. Savepoints stay.")
final class StateDropCommand implements Callable<Integer> {
    @Mixin
    private final StateOptions options = new StateOptions();

    @Option(names = "--from", paramLabel = "EPOCH", description = "This epoch and all younger ones.")
    private @Nullable Long from;

    @Option(names = "--all", description = "All epochs.")
    private boolean isAll;

    @Override
    public Integer call() {
        if (isAll == (from != null)) {
            throw new WeirException(ErrorCode.USAGE, "Which epochs?", "", "Give --all, or --from EPOCH", null);
        }
        String location = options.location();
        List<Long> dropped;
        try (EpochStorage storage = EpochStores.storage(location, options.configuration())) {
            EpochFiles files = new EpochFiles(storage);
            long first = from == null ? 0 : StateOptions.epoch(files, from);
            dropped = StateOptions.epochs(files).stream()
                    .filter(epoch -> epoch >= first)
                    .toList();
        }
        // Refused if a run is under way.
        try (EpochStore store = EpochStores.open(location, options.configuration())) {
            store.discardFrom(dropped.get(0));
        }
        System.out.println("dropped " + (dropped.size() == 1 ? "epoch " : "epochs ")
                + String.join(", ", dropped.stream().map(String::valueOf).toList()));
        return 0;
    }
}
