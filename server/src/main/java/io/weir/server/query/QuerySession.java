package io.weir.server.query;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewColumn;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.SqlStatement;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.pipeline.Secrets;
import io.weir.server.pipeline.ServedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session in which all tables of all served pipelines are known, and all views by their names; of tables with the
 * same name the first pipeline's.
 *
 * <p>What somebody asks must not reach further than these tables: a table's options cannot be changed by hints, and
 * nothing else than what was named is carried out.
 */
final class QuerySession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuerySession.class);
    private static final String NAME = "query";
    private static final Pattern MADE =
            Pattern.compile("(?i)^CREATE\\s+(?:TEMPORARY\\s+)?(?:SYSTEM\\s+)?(?:TABLE|VIEW|FUNCTION)\\b");
    private static final Pattern TABLE =
            Pattern.compile("(?i)^CREATE\\s+(?:TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                    + "((?:`[^`]+`|\\w+)(?:\\.(?:`[^`]+`|\\w+))*)");
    private static final String GROUP_ID = "properties.group.id";

    private final ScriptPlanner planner;
    private final Secrets secrets;
    private final String isolated = "weir-query-" + UUID.randomUUID();

    /**
     * Opens a session.
     *
     * @param configuration the server's options
     * @param isBatch whether final rows are wanted instead of changes
     */
    QuerySession(List<ServedPipeline> pipelines, List<View> views, Map<String, String> configuration, boolean isBatch) {
        Map<String, String> options = new TreeMap<>(configuration);
        options.put("table.dynamic-table-options.enabled", "false");
        options.put("execution.runtime-mode", isBatch ? "batch" : "streaming");
        planner = new ScriptPlanner(options);
        secrets = Secrets.of(
                pipelines.stream().map(ServedPipeline::sql).collect(Collectors.joining("\n")), configuration);
        for (ServedPipeline pipeline : pipelines) {
            // What stands in a file that cannot be read is said there.
            carryOut(pipeline.sql());
        }
        views.forEach(view -> carryOut(definition(view)));
    }

    private void carryOut(String sql) {
        SqlScript script;
        try {
            script = SqlScript.parse(sql, NAME);
        } catch (WeirException e) {
            LOG.debug("Tables of a script that cannot be read are not known", e);
            return;
        }
        for (SqlStatement statement : script.statements()) {
            if (MADE.matcher(statement.text()).find()) {
                try {
                    Optional<PlannedStatement> unused = planner.plan(script, statement);
                    isolate(statement);
                } catch (WeirException e) {
                    LOG.debug("The table is there already, or cannot be made", e);
                }
            }
        }
    }

    /** A question must not move the place at which a pipeline reads on. */
    private void isolate(SqlStatement statement) {
        Matcher table = TABLE.matcher(statement.text());
        if (statement.text().contains(GROUP_ID) && table.find()) {
            SqlScript change = SqlScript.parse(
                    "ALTER TABLE " + table.group(1) + " SET ('" + GROUP_ID + "' = '" + isolated + "')", NAME);
            Optional<PlannedStatement> unused =
                    planner.plan(change, change.statements().get(0));
        }
    }

    private static String definition(View view) {
        String columns = view.columns().stream()
                .map(column -> quoted(column.name()) + " " + column.type().asSerializableString())
                .collect(Collectors.joining(", "));
        String key = view.columns().stream()
                .filter(ViewColumn::isKey)
                .map(column -> quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + quoted(view.name()) + " (" + columns
                + (key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ") NOT ENFORCED")
                + ") WITH ('connector' = 'view', 'name' = '" + view.name().replace("'", "''") + "')";
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A failure without the secrets that stand in the tables. */
    private WeirException masked(WeirException e) {
        return new WeirException(e.code(), secrets.mask(e.what()), secrets.mask(e.where()), secrets.mask(e.hint()), e);
    }

    /**
     * Plans what somebody asks.
     *
     * @param allowed the first words of statements that may be carried out
     * @throws WeirException if it is wrong, or something else
     */
    List<PlannedStatement.Job> plan(String sql, Pattern allowed, String hint) {
        SqlScript script = SqlScript.parse(sql, NAME);
        for (SqlStatement statement : script.statements()) {
            if (!allowed.matcher(statement.text()).find()) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        "This statement is not carried out here",
                        NAME + ":" + statement.line() + ":" + statement.column(),
                        hint,
                        null);
            }
        }
        List<PlannedStatement.Job> jobs = new ArrayList<>();
        try {
            for (SqlStatement statement : script.statements()) {
                planner.plan(script, statement)
                        .filter(PlannedStatement.Job.class::isInstance)
                        .map(PlannedStatement.Job.class::cast)
                        .ifPresent(jobs::add);
            }
        } catch (WeirException e) {
            throw masked(e);
        }
        return jobs;
    }

    @Override
    public void close() {
        planner.close();
    }
}
