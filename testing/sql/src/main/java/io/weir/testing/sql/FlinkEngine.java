package io.weir.testing.sql;

import io.weir.flink.FlinkRun;
import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** Apache Flink at parallelism 1, as the product runs it, but all cases on one cluster inside this process. */
public final class FlinkEngine implements EngineUnderTest {

    private static final int SLOTS = 8;
    private static final Duration JOB_LIMIT = Duration.ofMinutes(1);

    private final MiniCluster cluster;
    private final Map<String, String> configuration;

    private FlinkEngine(MiniCluster cluster, URI address) {
        this.cluster = cluster;
        this.configuration = Map.of(
                "table.local-time-zone",
                "UTC",
                "execution.target",
                "remote",
                "jobmanager.rpc.address",
                address.getHost(),
                "rest.address",
                address.getHost(),
                "rest.port",
                Integer.toString(address.getPort()),
                "restart-strategy.type",
                "none");
    }

    /** Starts the cluster. */
    public static FlinkEngine start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("metrics.reporter.late.factory.class", LateRowsReporter.Factory.class.getName());
        configuration.setString("rest.port", "0");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return new FlinkEngine(cluster, cluster.getRestAddress().get());
    }

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public Session open() {
        return new PlannedSession(configuration, FlinkEngine::run);
    }

    private static Result run(Job job) throws Exception {
        LateRowsReporter.reset();
        ChangelogTable table = new ChangelogTable(job instanceof SelectJob select ? select.columns() : List.of());
        List<String> printed = StandardOutput.printedLines(() -> {
            try (FlinkRun run = LocalFlink.start(job, 1, table::accept)) {
                if (!run.await(JOB_LIMIT)) {
                    throw new IllegalStateException("The job did not end within " + JOB_LIMIT);
                }
            }
        });
        boolean isUpdating = job instanceof SelectJob select && !select.isInsertOnly();
        return new Result(table.toTable(), isUpdating, printed, LateRowsReporter.total(), Optional.empty());
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The cluster does not stop", e);
        }
    }
}
