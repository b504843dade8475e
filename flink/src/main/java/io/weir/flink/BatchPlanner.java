package io.weir.flink;

import io.weir.flink.connector.FinalRowsTableSinkFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.SinkModifyOperation;

/**
 * Plans for {@code execution.runtime-mode} = {@code batch}. Flink compiles no plans of batches, so the engine gets the
 * plan of the same statement as a stream, and hands only final rows to the sinks. What cannot be planned as a stream is
 * planned by Flink's own planner of batches when it runs, on Flink.
 */
final class BatchPlanner {
    private BatchPlanner() {}

    /**
     * Compiles as a stream; sinks that take no updates are replaced by {@link FinalRowsTableSinkFactory} where a query
     * updates.
     *
     * @throws TableException or ValidationException if there is no such plan
     */
    static CompiledPlan compile(TableEnvironmentImpl environment, List<ModifyOperation> inserts) {
        try {
            return environment.compilePlan(inserts);
        } catch (TableException | ValidationException first) {
            List<ModifyOperation> standIns = new ArrayList<>();
            for (ModifyOperation insert : inserts) {
                if (!(insert instanceof SinkModifyOperation sink) || sink.isUpdate() || sink.isDelete()) {
                    throw first;
                }
                standIns.add(standIn(sink));
            }
            return environment.compilePlan(standIns);
        }
    }

    private static ModifyOperation standIn(SinkModifyOperation sink) {
        ContextResolvedTable table = sink.getContextResolvedTable();
        Map<String, String> options =
                FinalRowsTableSinkFactory.standIn(table.getTable().getOptions());
        return new SinkModifyOperation(
                table.copy(options),
                sink.getChild(),
                sink.getStaticPartitions(),
                sink.getTargetColumns(),
                sink.isOverwrite(),
                sink.getDynamicOptions());
    }

    /** A session of batches in which the same statements have been carried out. */
    static TableEnvironment session(List<String> statements, Map<String, String> configuration) {
        TableEnvironment batch = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(new Configuration())
                .build());
        configuration.forEach((key, value) -> batch.getConfig().set(key, value));
        statements.forEach(statement -> KafkaProperties.execute(batch, statement, configuration));
        return batch;
    }

    /** What a query gives as a batch; throws Flink's message if it cannot be a batch either. */
    static Table query(TableEnvironment session, String sql) {
        Table table = session.sqlQuery(sql);
        String unused = table.explain();
        return table;
    }

    /** Throws Flink's message if the statement cannot be a batch either. */
    static void check(TableEnvironment session, String sql) {
        String unused = session.explainSql(sql);
    }
}
