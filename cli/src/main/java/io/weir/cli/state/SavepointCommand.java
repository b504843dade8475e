package io.weir.cli.state;

import io.weir.cli.cluster.HeaderOption;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Savepoints;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.flink.cluster.ClusterClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "Of the job NAME on the Flink cluster whose JobManager answers at this REST address.")
    private @Nullable String url;

    @Mixin
    private final HeaderOption headers = new HeaderOption();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "With --flink: where it goes; without, where the cluster keeps its savepoints.")
    private @Nullable String folder;

    @Override
    public Integer call() throws InterruptedException {
        if (url != null) {
            ClusterClient client = new ClusterClient(headers.address(url));
            System.out.println(client.savepoint(client.job(name).id(), Optional.ofNullable(folder)));
            return 0;
        }
        String target = Savepoints.locationOf(options.location(), name);
        try (EpochStorage state = options.storage();
                EpochStorage savepoint = EpochStores.storage(target, options.configuration())) {
            Manifest manifest = Savepoints.makeOfNewest(state, savepoint);
            System.out.println("epoch " + manifest.epoch() + " is kept in " + savepoint.location());
        }
        return 0;
    }
}
