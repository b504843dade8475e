package io.weir.cli.state;

import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Savepoints;
import io.weir.engine.epoch.storage.EpochStorage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code weir savepoint NAME}: keeps a copy of the newest epoch, of a pipeline that runs or one that has stopped. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        description = "Keep a copy of the newest epoch, whether the pipeline runs or not; 'weir run --from' takes it.")
public final class SavepointCommand implements Callable<Integer> {
    @Mixin
    private final StateOptions options = new StateOptions();

    @Parameters(
            paramLabel = "NAME",
            description = "A name, for a savepoint beside the epochs; or a folder (with a /), or s3://bucket/prefix.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() {
        String target = Savepoints.locationOf(options.location(), name);
        try (EpochStorage state = options.storage();
                EpochStorage savepoint = EpochStores.storage(target, options.configuration())) {
            Manifest manifest = Savepoints.makeOfNewest(state, savepoint);
            System.out.println("epoch " + manifest.epoch() + " is kept in " + savepoint.location());
        }
        return 0;
    }
}
