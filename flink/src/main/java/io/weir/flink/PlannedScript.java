package io.weir.flink;

import java.util.List;

/**
 * A script with everything planned, in the order of the script.
 *
 * @param isCacheable whether planning it again would surely give the same, so that {@link PlanCache} may keep it
 */
public record PlannedScript(List<PlannedStatement> statements, boolean isCacheable) {
    public PlannedScript {
        statements = List.copyOf(statements);
    }

    /** The jobs alone. */
    public List<PlannedStatement.Job> jobs() {
        return statements.stream()
                .filter(PlannedStatement.Job.class::isInstance)
                .map(PlannedStatement.Job.class::cast)
                .toList();
    }
}
