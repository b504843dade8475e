package io.weir.testing.sql;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** One cluster of Flink inside this process for the jobs of all cases: starting one for each job takes too long. */
public final class FlinkCluster implements AutoCloseable {

    private static final int SLOTS = 8;

    private final MiniCluster cluster;
    private final Map<String, String> configuration;

    private FlinkCluster(MiniCluster cluster, URI address) {
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
    public static FlinkCluster start() throws Exception {
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
        return new FlinkCluster(cluster, cluster.getRestAddress().get());
    }

    /** What a session must be configured with, so that Flink runs its jobs here. */
    public Map<String, String> configuration() {
        return configuration;
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
