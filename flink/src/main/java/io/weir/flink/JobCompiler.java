package io.weir.flink;

import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.flink.connector.ResultTableSinkFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.types.utils.DataTypeUtils;

/** Compiles the jobs of a session. */
final class JobCompiler {
    private final TableEnvironmentImpl environment;
    private final PlanCompleter completer;
    private boolean dependsOnSurroundings;

    /**
     * What a session is when a job is compiled.
     *
     * @param configuration its options
     * @param setup what Flink needs before it can load a plan
     * @param statements all statements that made it
     * @param isBatch whether only final rows are wanted
     */
    record Session(Map<String, String> configuration, List<String> setup, List<String> statements, boolean isBatch) {}

    JobCompiler(TableEnvironmentImpl environment) {
        this.environment = environment;
        this.completer = new PlanCompleter(environment);
    }

    /** Whether a plan so far holds what the planner found outside, so that it may be another one next time. */
    boolean dependsOnSurroundings() {
        return dependsOnSurroundings;
    }

    /** A job for a plan that has been compiled already. */
    Job job(Session session, CompiledPlan plan) throws IOException {
        return new InsertJob("", 1, completer.planJson(plan), session.configuration(), session.setup());
    }

    Job insertJob(Session session, SqlStatement statement, String sql, List<ModifyOperation> inserts)
            throws IOException {
        if (!session.isBatch()) {
            return job(session, statement, completer.planJson(() -> environment.compilePlan(inserts)));
        }
        String planJson;
        try {
            planJson = completer.planJson(() -> BatchPlanner.compile(environment, inserts));
        } catch (TableException | ValidationException e) {
            BatchPlanner.check(BatchPlanner.session(session.statements(), session.configuration()), sql);
            return new InsertJob(
                    sql, statement.line(), PlannedStatement.NO_PLAN, session.configuration(), session.statements());
        }
        dependsOnSurroundings |= completer.dependsOnSurroundings(planJson);
        return new InsertJob(sql, statement.line(), planJson, session.configuration(), session.statements());
    }

    Job job(Session session, SqlStatement statement, String planJson) {
        dependsOnSurroundings |= completer.dependsOnSurroundings(planJson);
        return new InsertJob(statement.text(), statement.line(), planJson, session.configuration(), session.setup());
    }

    SelectJob selectJob(Session session, SqlStatement statement, QueryOperation query) throws IOException {
        try {
            return selectJob(session, environment.createTable(query), statement.text(), statement.line());
        } catch (TableException | ValidationException e) {
            if (!session.isBatch()) {
                throw e;
            }
            Table table = BatchPlanner.query(
                    BatchPlanner.session(session.statements(), session.configuration()), statement.text());
            return new SelectJob(
                    statement.text(),
                    statement.line(),
                    PlannedStatement.NO_PLAN,
                    session.configuration(),
                    session.statements(),
                    columns(table.getResolvedSchema()),
                    true);
        }
    }

    SelectJob selectJob(Session session, Table table, String sql, int line) throws IOException {
        TableConfig config = environment.getConfig();
        Optional<ExecutionConfigOptions.RowtimeInserter> inserter =
                config.getOptional(ExecutionConfigOptions.TABLE_EXEC_SINK_ROWTIME_INSERTER);
        // A result may have several event time columns; none of them has to become the time of its rows.
        config.set(
                ExecutionConfigOptions.TABLE_EXEC_SINK_ROWTIME_INSERTER,
                ExecutionConfigOptions.RowtimeInserter.DISABLED);
        try {
            String planJson = completer.planJson(
                    () -> table.insertInto(TableDescriptor.forConnector(ResultTableSinkFactory.IDENTIFIER)
                                    .build())
                            .compilePlan());
            dependsOnSurroundings |= completer.dependsOnSurroundings(planJson);
            return new SelectJob(
                    sql,
                    line,
                    planJson,
                    session.configuration(),
                    session.isBatch() ? session.statements() : session.setup(),
                    columns(table.getResolvedSchema()),
                    session.isBatch() || completer.isInsertOnly(planJson));
        } finally {
            inserter.ifPresentOrElse(
                    value -> config.set(ExecutionConfigOptions.TABLE_EXEC_SINK_ROWTIME_INSERTER, value),
                    () -> config.getConfiguration()
                            .removeConfig(ExecutionConfigOptions.TABLE_EXEC_SINK_ROWTIME_INSERTER));
        }
    }

    private static List<ResultColumn> columns(ResolvedSchema schema) {
        List<ResultColumn> columns = new ArrayList<>();
        for (Column column : schema.getColumns()) {
            columns.add(new ResultColumn(
                    column.getName(),
                    DataTypeUtils.removeTimeAttribute(column.getDataType()).getLogicalType()));
        }
        return columns;
    }
}
