package io.weir.flink;

import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * What a statement came to; a statement that only changes the session, such as CREATE TABLE or SET, comes to nothing.
 */
public sealed interface PlannedStatement {
    /** The plan of a batch that only Flink's own planner of batches can plan, when it runs. */
    String NO_PLAN = "";

    /** The statement, as it stands in the script. */
    String sql();

    /** Line of its first word in the script, from 1. */
    int line();

    /**
     * A result that was there at once: SHOW, DESCRIBE, EXPLAIN.
     *
     * @param rows one text per column, null being {@code NULL}
     */
    record Immediate(String sql, int line, List<String> columns, List<List<String>> rows) implements PlannedStatement {
        public Immediate {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A job that is to be run. */
    sealed interface Job extends PlannedStatement {
        /**
         * The compiled plan, for {@link io.weir.plan.CompiledPlanReader} and for {@link LocalFlink}; {@link #NO_PLAN}
         * for a batch that cannot be planned as a stream.
         */
        String planJson();

        /** The session's options at this statement: those that the caller gave, and those that SET changed. */
        Map<String, String> configuration();

        /**
         * The statements that Flink needs before it can load the plan, in order: those that made functions, catalogs
         * and the like, which a plan only names. Of a batch, all that made the session, because Flink plans it anew.
         */
        List<String> setup();

        /** Whether there is a plan: a batch that only Flink's own planner can plan has none. */
        default boolean hasPlan() {
            return !planJson().equals(NO_PLAN);
        }

        /** The plan, where there is one. */
        default Optional<CompiledPlan> plan() {
            return hasPlan() ? Optional.of(CompiledPlanReader.read(planJson())) : Optional.empty();
        }

        /**
         * The plan, for what cannot be done without one.
         *
         * @param refusal why this cannot be done with a batch
         * @throws WeirException if there is no plan
         */
        default CompiledPlan planOr(String refusal) {
            return plan().orElseThrow(() -> new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    refusal,
                    "line " + line(),
                    "Leave 'execution.runtime-mode' at 'streaming'; a bounded input ends the job",
                    null));
        }

        /** Whether only final results are wanted: {@code execution.runtime-mode} = {@code batch}. */
        default boolean isBatch() {
            return configuration().getOrDefault("execution.runtime-mode", "").equalsIgnoreCase("batch");
        }
    }

    /** INSERT, or a statement set. */
    record InsertJob(String sql, int line, String planJson, Map<String, String> configuration, List<String> setup)
            implements Job {
        public InsertJob {
            configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
            setup = List.copyOf(setup);
        }
    }

    /**
     * SELECT, WITH or VALUES: its plan ends in a sink with connector {@code result}.
     *
     * @param columns what the sink gets
     * @param isInsertOnly whether rows are only added; otherwise the result is a changelog
     */
    record SelectJob(
            String sql,
            int line,
            String planJson,
            Map<String, String> configuration,
            List<String> setup,
            List<ResultColumn> columns,
            boolean isInsertOnly)
            implements Job {
        public SelectJob {
            configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
            setup = List.copyOf(setup);
            columns = List.copyOf(new ArrayList<>(columns));
        }
    }

    /** A column of a result. */
    record ResultColumn(String name, LogicalType type) {}
}
