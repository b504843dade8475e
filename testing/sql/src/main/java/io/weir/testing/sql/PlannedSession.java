package io.weir.testing.sql;

import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session of the product's own front end: it plans each statement, and an engine runs the jobs that come of it. */
final class PlannedSession implements EngineUnderTest.Session {

    private final ScriptPlanner planner;
    private final JobRunner runner;

    /** Runs a planned job to its end. */
    interface JobRunner {
        EngineUnderTest.Result run(PlannedStatement.Job job) throws Exception;
    }

    PlannedSession(Map<String, String> configuration, JobRunner runner) {
        this.planner = new ScriptPlanner(configuration);
        this.runner = runner;
    }

    @Override
    public EngineUnderTest.Result execute(String sql) throws Exception {
        SqlScript script = SqlScript.parse(sql, "case.sql");
        Optional<PlannedStatement> planned =
                planner.plan(script, script.statements().get(0));
        if (planned.isEmpty()) {
            return EngineUnderTest.Result.NOTHING;
        }
        if (planned.get() instanceof PlannedStatement.Immediate immediate) {
            TextTable table = new TextTable(immediate.columns(), immediate.rows());
            return new EngineUnderTest.Result(table, false, List.of(), 0, Optional.empty());
        }
        return runner.run((PlannedStatement.Job) planned.get());
    }

    @Override
    public void close() {
        planner.close();
    }
}
