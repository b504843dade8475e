package io.weir.library;

import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewSinkFactory;
import io.weir.connector.view.ViewSourceFactory;
import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.SqlStatement;
import io.weir.flink.connector.PushChannel;
import io.weir.flink.connector.PushTableSourceFactory;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.types.Row;

/**
 * Weir in a Java program: one session of Flink SQL whose pipelines run inside this process.
 *
 * <pre>{@code
 * try (Weir weir = Weir.open()) {
 *     weir.execute("CREATE TABLE clicks (page STRING, ms INT) WITH ('connector' = 'push')");
 *     QueryResult result = weir.query("SELECT page, COUNT(*) AS clicks, AVG(ms) AS ms FROM clicks GROUP BY page");
 *     try (TableInput clicks = weir.input("clicks")) {
 *         clicks.push("/home", 120);
 *         clicks.push("/cart", 80);
 *     }
 *     result.toList().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>A mistake in a statement gives a {@link WeirException} that says what, where and what to do. A session is for one
 * thread; what it starts may be used by others. Closing it stops what still runs.
 */
public final class Weir implements AutoCloseable {
    private static final long START_POLL_NANOS = 200_000;

    private final String session = UUID.randomUUID().toString();
    private final ScriptPlanner planner;
    private final JobRunner runner;
    private final List<JobRun> runs = new ArrayList<>();
    private final ViewCatalog views = new ViewCatalog();

    private Weir(Builder builder) {
        Map<String, String> configuration = new TreeMap<>(builder.configuration);
        configuration.put(PushChannel.SESSION.key(), session);
        planner = new ScriptPlanner(configuration);
        runner = new JobRunner(
                builder.options,
                List.of(new PushedRows(session), new ViewSourceFactory(views)),
                List.of(new ViewSinkFactory(views)));
    }

    /** Opens a session with the engine's own choice of everything. */
    public static Weir open() {
        return builder().open();
    }

    /** For a session with options. */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of a session. */
    public static final class Builder {
        private final Map<String, String> configuration = new TreeMap<>();
        private RunOptions options = RunOptions.defaults();

        private Builder() {}

        /** The number of instances of each operator; otherwise that of the processors. */
        public Builder parallelism(int instances) {
            options = options.withParallelism(instances);
            return this;
        }

        /** Which engine runs the pipelines; otherwise the native one wherever it can. */
        public Builder engine(EngineChoice choice) {
            options = options.withEngine(choice);
            return this;
        }

        /** An option, as {@code SET} gives it. */
        public Builder set(String key, String value) {
            configuration.put(key, value);
            return this;
        }

        public Weir open() {
            return new Weir(this);
        }
    }

    /**
     * Carries out statements one after another, each INSERT to its end: DDL, SET, INSERT, statement sets.
     *
     * @throws WeirException if a statement is wrong or fails; those before it have been carried out
     */
    public void execute(String script) {
        SqlScript parsed = SqlScript.parse(script, "SQL");
        for (SqlStatement statement : parsed.statements()) {
            Optional<PlannedStatement> planned = planner.plan(parsed, statement);
            if (planned.isPresent()) {
                if (planned.get() instanceof PlannedStatement.SelectJob) {
                    throw wrongUse("A SELECT has rows that somebody must take", "Use query()");
                }
                if (planned.get() instanceof PlannedStatement.Job job) {
                    try (Pipeline pipeline = start(job)) {
                        pipeline.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new WeirException(ErrorCode.CANCELLED, "Interrupted while a pipeline ran", "", "", e);
                    }
                }
            }
        }
    }

    /** Starts one INSERT or statement set and does not wait for its end. */
    public Pipeline start(String insert) {
        PlannedStatement planned = single(insert);
        if (planned instanceof PlannedStatement.SelectJob || !(planned instanceof PlannedStatement.Job job)) {
            throw wrongUse("This is no INSERT and no statement set", "Use query() for a SELECT, execute() for others");
        }
        return start(job);
    }

    /** Starts a plan that Flink's Table API compiled in {@link #tableEnvironment()}. */
    public Pipeline start(CompiledPlan plan) {
        return start(planner.plan(plan));
    }

    private Pipeline start(PlannedStatement.Job job) {
        return new Pipeline(run(job, new QueryResult.Collector(null)));
    }

    /** Starts a SELECT. */
    public QueryResult query(String select) {
        return query(select(select), new QueryResult.Collector(null));
    }

    /**
     * Starts a SELECT whose changes are given to a subscriber as they come, on a thread of the engine; a subscriber
     * that takes its time slows the query down, one that throws ends it.
     */
    public QueryResult query(String select, Consumer<Row> subscriber) {
        return query(select(select), new QueryResult.Collector(subscriber));
    }

    /** Starts a query that was made with Flink's Table API in {@link #tableEnvironment()}. */
    public QueryResult query(Table table) {
        return query(planner.plan(table), new QueryResult.Collector(null));
    }

    private QueryResult query(PlannedStatement.SelectJob job, QueryResult.Collector collector) {
        List<String> names =
                job.columns().stream().map(PlannedStatement.ResultColumn::name).toList();
        return new QueryResult(run(job, collector), collector, names);
    }

    private PlannedStatement.SelectJob select(String select) {
        if (single(select) instanceof PlannedStatement.SelectJob job) {
            return job;
        }
        throw wrongUse("This is no SELECT", "Use start() for an INSERT, execute() for others");
    }

    private PlannedStatement single(String sql) {
        SqlScript parsed = SqlScript.parse(sql, "SQL");
        List<PlannedStatement> planned = planner.plan(parsed).statements();
        if (planned.size() != 1) {
            throw wrongUse("There are " + planned.size() + " queries or INSERTs here", "Give one at a time");
        }
        return planned.get(0);
    }

    private static WeirException wrongUse(String what, String hint) {
        return new WeirException(ErrorCode.SQL_UNSUPPORTED, what, "", hint, null);
    }

    private JobRun run(PlannedStatement.Job job, QueryResult.Collector collector) {
        int before = PushChannel.readersOpened(session);
        JobRun run = runner.start(job, collector);
        runs.removeIf(JobRun::hasEnded);
        runs.add(run);
        awaitReaders(run, before + pushedTables(job));
        return run;
    }

    /** How many scans of a plan read a table of pushed rows. */
    private static int pushedTables(PlannedStatement.Job job) {
        return (int) job.plan().stream()
                .flatMap(plan -> plan.nodes().stream())
                .filter(node -> node instanceof TableSourceScanNode scan
                        && scan.table().connector().equals(PushTableSourceFactory.IDENTIFIER))
                .count();
    }

    /** Waits until the pipeline reads its tables, so that it gets every row that is pushed from now on. */
    private void awaitReaders(JobRun run, int readers) {
        while (PushChannel.readersOpened(session) < readers && !run.hasEnded()) {
            LockSupport.parkNanos(START_POLL_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Where rows are pushed into a table that was made with {@code 'connector' = 'push'}. */
    public TableInput input(String table) {
        TableEnvironmentInternal environment = (TableEnvironmentInternal) planner.environment();
        ObjectIdentifier identifier = environment
                .getCatalogManager()
                .qualifyIdentifier(environment.getParser().parseIdentifier(table));
        Optional<ContextResolvedTable> found = environment.getCatalogManager().getTable(identifier);
        if (found.isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_INVALID, "There is no table " + identifier, "", "CREATE TABLE it first", null);
        }
        String connector = found.get().getTable().getOptions().getOrDefault("connector", "");
        if (!connector.equals(PushTableSourceFactory.IDENTIFIER)) {
            throw new WeirException(
                    ErrorCode.SQL_INVALID,
                    "Rows cannot be pushed into table " + identifier + ": its connector is '" + connector + "'",
                    "",
                    "Create it with 'connector' = '" + PushTableSourceFactory.IDENTIFIER + "'",
                    null);
        }
        String name = identifier.asSerializableString();
        return new TableInput(name, PushChannel.of(session, name), found.get().getResolvedSchema());
    }

    /**
     * The views that this session's pipelines write into tables made with {@code 'connector' = 'view'}: read them here
     * while the pipelines run, or by {@link #query(String)}.
     */
    public ViewCatalog views() {
        return views;
    }

    /**
     * The session as Flink's Table API knows it. Tables made here are queried with {@link #query(Table)}, plans
     * compiled here are started with {@link #start(CompiledPlan)}; what is executed in it directly runs on Flink.
     */
    public TableEnvironment tableEnvironment() {
        return planner.environment();
    }

    /** Stops everything that still runs. */
    @Override
    public void close() {
        PushChannel.closeSession(session);
        for (JobRun run : runs) {
            if (!run.hasEnded()) {
                run.stop();
            }
            run.close();
        }
        planner.close();
    }
}
