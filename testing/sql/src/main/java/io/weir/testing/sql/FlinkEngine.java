package io.weir.testing.sql;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Apache Flink at parallelism 1, all cases on one cluster inside this process. */
public final class FlinkEngine implements EngineUnderTest {

    private static final int SLOTS = 8;

    private final MiniCluster cluster;

    private FlinkEngine(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts the cluster. */
    public static FlinkEngine start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString(
                "metrics.reporter.late.factory.class", LateRowsReporter.Factory.class.getName());
        configuration.setString("rest.port", "0");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return new FlinkEngine(cluster);
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
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.setString("execution.target", "local");
        configuration.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(
                new SharedCluster(cluster), configuration, FlinkEngine.class.getClassLoader());
        StreamTableEnvironment tables = StreamTableEnvironment.create(
                environment, EnvironmentSettings.newInstance().inStreamingMode().build());
        tables.getConfig().set("table.local-time-zone", "UTC");
        return new FlinkSession(tables);
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }

    private static final class FlinkSession implements Session {

        private final StreamTableEnvironment tables;

        private FlinkSession(StreamTableEnvironment tables) {
            this.tables = tables;
        }

        @Override
        public Result execute(String sql) throws Exception {
            Optional<Statements.Setting> set = Statements.asSet(sql);
            if (set.isPresent()) {
                tables.getConfig().set(set.get().key(), set.get().value());
                return Result.NOTHING;
            }
            Optional<String> reset = Statements.asReset(sql);
            if (reset.isPresent()) {
                tables.getConfig().getConfiguration().removeKey(reset.get());
                return Result.NOTHING;
            }
            LateRowsReporter.reset();
            if (Statements.isInsert(sql)) {
                List<String> printed = capturingOutput(() -> tables.executeSql(sql).await());
                return new Result(TextTable.EMPTY, false, printed, LateRowsReporter.total(), Optional.empty());
            }
            return Statements.isQuery(sql) ? query(sql) : change(sql);
        }

        private Result change(String sql) {
            tables.executeSql(sql);
            return Result.NOTHING;
        }

        private Result query(String sql) throws Exception {
            TableResult result = tables.executeSql(sql);
            List<Column> columns = result.getResolvedSchema().getColumns();
            List<LogicalType> types =
                    columns.stream().map(column -> column.getDataType().getLogicalType()).toList();
            List<List<String>> rows = new ArrayList<>();
            boolean isUpdating = false;
            CloseableIterator<Row> iterator = result.collect();
            try {
                while (iterator.hasNext()) {
                    Row row = iterator.next();
                    List<String> cells = CanonicalCell.ofRow(row, types);
                    switch (row.getKind()) {
                        case INSERT, UPDATE_AFTER -> rows.add(cells);
                        case DELETE, UPDATE_BEFORE -> {
                            if (!rows.remove(cells)) {
                                throw new IllegalStateException("Retracts a row that was not there: " + row);
                            }
                        }
                    }
                }
            } finally {
                iterator.close();
            }
            if (sql.strip().toUpperCase(java.util.Locale.ROOT).matches("(?s)(SELECT|WITH|VALUES|\\().*")) {
                isUpdating = isUpdating(sql);
            }
            TextTable table = new TextTable(columns.stream().map(Column::getName).toList(), rows);
            return new Result(table, isUpdating, List.of(), LateRowsReporter.total(), Optional.empty());
        }

        private boolean isUpdating(String sql) {
            String explained = tables.explainSql(sql, org.apache.flink.table.api.ExplainDetail.CHANGELOG_MODE);
            String optimized = explained.substring(explained.indexOf("== Optimized Physical Plan =="));
            String root = optimized.substring(optimized.indexOf('\n') + 1);
            String firstLine = root.substring(0, root.indexOf('\n'));
            return firstLine.contains("changelogMode=[") && !firstLine.contains("changelogMode=[I]");
        }

        @Override
        public void close() {
            // A session holds nothing but its catalog, which lives in memory.
        }
    }

    /** An action that may fail. */
    private interface Action {
        void run() throws Exception;
    }

    /** The lines that the print connector writes while the action runs; other output passes. */
    private static List<String> capturingOutput(Action action) throws Exception {
        PrintStream original = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.out.flush();
            System.setOut(original);
        }
        List<String> printed = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (PrintedLines.isPrinted(line)) {
                printed.add(line);
            } else {
                original.println(line);
            }
        }
        return printed;
    }

    /** Submits every job to the one cluster. */
    private record SharedCluster(MiniCluster cluster) implements PipelineExecutorServiceLoader {

        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return new PipelineExecutorFactory() {
                @Override
                public String getName() {
                    return "corpus";
                }

                @Override
                public boolean isCompatibleWith(Configuration ignored) {
                    return true;
                }

                @Override
                public PipelineExecutor getExecutor(Configuration ignored) {
                    return (pipeline, jobConfiguration, classLoader) -> {
                        StreamGraph graph = PipelineExecutorUtils.getStreamGraph(pipeline, jobConfiguration);
                        graph.serializeUserDefinedInstances();
                        return cluster.submitJob(graph)
                                .thenApply(submitted -> (JobClient) new MiniClusterJobClient(
                                        submitted.getJobID(),
                                        cluster,
                                        classLoader,
                                        MiniClusterJobClient.JobFinalizationBehavior.NOTHING));
                    };
                }
            };
        }

        @Override
        public java.util.stream.Stream<String> getExecutorNames() {
            return java.util.stream.Stream.of("corpus");
        }
    }
}
