package io.weir.server.query;

import io.javalin.http.Context;
import io.weir.connector.view.ViewCatalog;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.server.http.Access;
import io.weir.server.http.ApiException;
import io.weir.server.http.ErrorAnswer;
import io.weir.server.http.Json;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.query.QueryAnswers.End;
import io.weir.server.query.QueryAnswers.Explain;
import io.weir.server.query.QueryAnswers.Failed;
import io.weir.server.query.QueryAnswers.Head;
import io.weir.server.query.QueryAnswers.Plan;
import io.weir.server.query.QueryAnswers.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of questions in SQL: a SELECT over views and tables, run natively for a while, and plans.
 *
 * <p>A query ends when it has given as many rows as were asked for, after its time, at its own end, or when whoever
 * asked is gone. Few run at the same time.
 */
public final class QueryRoutes implements Routes {
    private static final int QUERIES_MAX = 4;
    private static final int LIMIT_DEFAULT = 1_000;
    private static final int LIMIT_MAX = 100_000;
    private static final int SECONDS_DEFAULT = 10;
    private static final int SECONDS_MAX = 60;
    private static final int SQL_LENGTH_MAX = 100_000;
    /** An empty line now and then shows whether somebody still listens. */
    private static final long SILENCE_MILLIS = 1_000;

    private static final Pattern QUESTION = Pattern.compile("(?i)^[(\\s]*(SELECT|WITH|VALUES)\\b");
    private static final Pattern EXPLAINED = Pattern.compile("(?i)^[(\\s]*(SELECT|WITH|VALUES|INSERT\\s+INTO|"
            + "CREATE\\s+(TEMPORARY\\s+)?(TABLE|VIEW)|EXECUTE\\s+STATEMENT\\s+SET|BEGIN\\s+STATEMENT\\s+SET|END)\\b");

    private final Pipelines pipelines;
    private final ViewCatalog views;
    private final JobRunner runner;
    private final Map<String, String> configuration;
    private final QueryPlans plans = new QueryPlans();
    private final Semaphore places = new Semaphore(QUERIES_MAX);

    /**
     * Makes them.
     *
     * @param configuration the server's options
     */
    public QueryRoutes(Pipelines pipelines, ViewCatalog views, RunOptions run, Map<String, String> configuration) {
        this.pipelines = pipelines;
        this.views = views;
        this.configuration = configuration;
        runner = new JobRunner(
                run.withEngine(EngineChoice.NATIVE).withParallelism(1),
                List.of(new io.weir.connector.view.ViewSourceFactory(views)));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/tables", Access.READ, "All tables of all pipelines")
                        .json(QueryAnswers.Tables.class, exchange -> plans.tables(pipelines.all())),
                Route.post("/api/v1/query", Access.READ, "Runs a SELECT, and answers with its rows as they come")
                        .body(Question.class, "the SELECT, rows at most (1000), seconds at most (10)")
                        .raw("application/x-ndjson", this::query),
                Route.post("/api/v1/explain", Access.READ, "The plans of a script, and what in them is native")
                        .body(Explain.class, "the script")
                        .json(Plan.class, exchange -> explain(Json.read(exchange, Explain.class))));
    }

    private Plan explain(Explain asked) {
        checkLength(asked.sql());
        try (QuerySession session = open(false)) {
            List<PlannedStatement.Job> jobs = session.plan(
                    asked.sql(), EXPLAINED, "SELECT, INSERT INTO, CREATE TABLE and CREATE VIEW are explained");
            return plans.of(jobs, asked.sql(), runner::support);
        }
    }

    private QuerySession open(boolean isBatch) {
        return new QuerySession(pipelines.all(), views.views(), configuration, isBatch);
    }

    private static void checkLength(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            throw ApiException.badRequest("There is no SQL", "sql", "Send {\"sql\": \"SELECT …\"}");
        }
        if (sql.length() > SQL_LENGTH_MAX) {
            throw ApiException.badRequest("The SQL is too long", "sql", "At most " + SQL_LENGTH_MAX + " characters");
        }
    }

    private static int number(@Nullable Integer asked, int otherwise, int max, String name) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < 1 || asked > max) {
            throw ApiException.badRequest(asked + " is out of range", name, "Give a number from 1 to " + max);
        }
        return asked;
    }

    private void query(Context exchange) throws Exception {
        Question asked = Json.read(exchange, Question.class);
        checkLength(asked.sql());
        int limit = number(asked.limit(), LIMIT_DEFAULT, LIMIT_MAX, "limit");
        int seconds = number(asked.seconds(), SECONDS_DEFAULT, SECONDS_MAX, "seconds");
        if (!places.tryAcquire()) {
            exchange.header("Retry-After", "1");
            throw new ApiException(
                    429, "TOO_MANY_QUERIES", QUERIES_MAX + " queries run already", "", "Wait for one to end");
        }
        try {
            PlannedStatement.SelectJob job = select(asked.sql());
            QueryRows rows = new QueryRows();
            try (JobRun run = start(job, rows)) {
                try {
                    stream(exchange, asked.sql(), job, run, rows, limit, seconds);
                } finally {
                    rows.discard();
                    run.stop();
                }
            }
        } finally {
            places.release();
        }
    }

    private JobRun start(PlannedStatement.SelectJob job, QueryRows rows) {
        try {
            return runner.start(job, rows);
        } catch (NotNativeException e) {
            throw new WeirException(
                    ErrorCode.NOT_NATIVE,
                    "This query cannot be run here: " + e.what(),
                    e.where(),
                    "Put it into a file and run it with 'weir run', which can use Flink",
                    e);
        }
    }

    /**
     * A query of views only, which end, is planned for its final rows: then rows can be ordered, and counts are final.
     */
    private PlannedStatement.SelectJob select(String sql) {
        PlannedStatement.SelectJob streaming = null;
        WeirException refused = null;
        try (QuerySession session = open(false)) {
            streaming = single(session, sql);
        } catch (WeirException e) {
            refused = e;
        }
        if (streaming != null && !readsViewsOnly(streaming)) {
            return streaming;
        }
        try (QuerySession session = open(true)) {
            PlannedStatement.SelectJob batch = single(session, sql);
            if (batch.hasPlan()) {
                return batch;
            }
        } catch (WeirException e) {
            if (streaming == null) {
                throw refused == null ? e : refused;
            }
        }
        if (streaming == null) {
            throw refused == null ? new IllegalStateException("neither planned nor refused") : refused;
        }
        return streaming;
    }

    private static PlannedStatement.SelectJob single(QuerySession session, String sql) {
        List<PlannedStatement.Job> jobs = session.plan(sql, QUESTION, "Only a SELECT can be asked here");
        if (jobs.size() == 1 && jobs.get(0) instanceof PlannedStatement.SelectJob select) {
            return select;
        }
        throw new WeirException(
                ErrorCode.SQL_UNSUPPORTED,
                "There are " + jobs.size() + " statements",
                "",
                "Ask one SELECT at a time",
                null);
    }

    private static boolean readsViewsOnly(PlannedStatement.SelectJob job) {
        CompiledPlan plan = CompiledPlanReader.read(job.planJson());
        return plan.nodes().stream()
                .filter(TableSourceScanNode.class::isInstance)
                .map(TableSourceScanNode.class::cast)
                .allMatch(scan -> scan.table().connector().equals("view"));
    }

    private void stream(
            Context exchange,
            String sql,
            PlannedStatement.SelectJob job,
            JobRun run,
            QueryRows rows,
            int limit,
            int seconds)
            throws IOException, InterruptedException {
        exchange.res().setContentType("application/x-ndjson");
        OutputStream out = exchange.res().getOutputStream();
        out.write(line(new Head(plans.columns(job), job.isInsertOnly(), plans.nodes(job, sql))));
        out.flush();
        long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
        long count = 0;
        String end = "time";
        while (System.nanoTime() < endNanos) {
            boolean hadEnded = run.hasEnded();
            byte[] row = rows.poll(0);
            if (row == null && !hadEnded) {
                // Rows that come one by one are to be seen one by one.
                out.flush();
                row = rows.poll(Math.min(SILENCE_MILLIS, millisUntil(endNanos)));
            }
            if (row != null) {
                out.write(row);
                count++;
                // What is taken back comes again in the next line: without that a row would be missing.
                if (count > limit || (count == limit && !QueryRows.isTakenBack(row))) {
                    end = "limit";
                    break;
                }
            } else if (hadEnded) {
                end = "finished";
                break;
            } else {
                out.write('\n');
                out.flush();
            }
        }
        out.write(end.equals("finished") ? last(run, count) : line(new End(end, count)));
        out.flush();
    }

    private static long millisUntil(long endNanos) {
        return Math.max(1, (endNanos - System.nanoTime()) / 1_000_000);
    }

    private static byte[] last(JobRun run, long count) throws InterruptedException {
        try {
            run.await();
            return line(new End("finished", count));
        } catch (WeirException e) {
            return line(new Failed(new ErrorAnswer.Detail(e.code().name(), e.what(), e.where(), e.hint()), count));
        }
    }

    private static byte[] line(Object value) {
        return (Json.text(value) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
