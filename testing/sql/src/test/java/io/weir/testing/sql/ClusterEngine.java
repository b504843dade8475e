package io.weir.testing.sql;

import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.flink.cluster.ClusterAddress;
import io.weir.flink.cluster.ClusterQuery;
import io.weir.library.compare.FinalRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Flink cluster in other processes, as {@code weir compare} runs jobs on it. Its late rows are not counted. */
final class ClusterEngine implements EngineUnderTest {
    private final ClusterQuery query;
    private final int parallelism;

    ClusterEngine(String address, int parallelism) {
        query = new ClusterQuery(ClusterAddress.of(address), ClusterEngine.class.getClassLoader());
        this.parallelism = parallelism;
    }

    @Override
    public String name() {
        return "cluster p=" + parallelism;
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public Result run(Job job) {
        FinalRows rows = new FinalRows(job instanceof SelectJob select ? select.columns() : List.of());
        Map<String, LocalFlink.RowConsumer> results =
                job instanceof SelectJob ? Map.of(LocalFlink.NO_NAME, rows::accept) : Map.of();
        query.run(withoutRestarts(job), parallelism, Map.of(), results);
        return new Result(TextTable.of(job, rows), List.of(), 0, Optional.empty());
    }

    private static Job withoutRestarts(Job job) {
        Map<String, String> configuration = new TreeMap<>(job.configuration());
        configuration.put("restart-strategy.type", "none");
        return job instanceof SelectJob select
                ? new SelectJob(
                        select.sql(),
                        select.line(),
                        select.planJson(),
                        configuration,
                        select.setup(),
                        select.columns(),
                        select.isInsertOnly())
                : new InsertJob(job.sql(), job.line(), job.planJson(), configuration, job.setup());
    }
}
