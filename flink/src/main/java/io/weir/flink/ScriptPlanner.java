package io.weir.flink;

import io.weir.flink.PlannedStatement.Immediate;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.plan.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.CompiledPlan;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.operations.BeginStatementSetOperation;
import org.apache.flink.table.operations.CompileAndExecutePlanOperation;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.EndStatementSetOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.ExecutePlanOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of scripts in one session of Flink's table environment, and compiles their jobs instead of
 * running them.
 *
 * <p>Statements that change the session take effect at once and give nothing. SHOW, DESCRIBE and EXPLAIN give their
 * rows. INSERT, a statement set, CREATE TABLE AS, SELECT, WITH and VALUES give a job with its compiled plan. Jobs are
 * planned as if those before them had not run yet; whoever runs them runs one after another, as Flink's SQL client does
 * with {@code table.dml-sync}.
 *
 * <h2>Failure</h2>
 *
 * <p>A mistake in a statement gives a {@link SqlException} with file, line and column, and Flink's own words.
 *
 * <p>Not for several threads; any number of planners may live side by side.
 */
public final class ScriptPlanner implements AutoCloseable {
    private static final String RUNTIME_MODE = ExecutionOptions.RUNTIME_MODE.key();

    private final Map<String, String> baseConfiguration;
    private final TableEnvironmentImpl environment;
    private final JobCompiler compiler;
    private final SessionJars jars;

    private final List<String> setup = new ArrayList<>();
    private final Map<String, Place> tablePlaces = new HashMap<>();
    private @Nullable List<ModifyOperation> openStatementSet;
    private final List<String> openInserts = new ArrayList<>();
    /** All statements that changed the session, for batches, which Flink plans in a session of their own. */
    private final List<String> statements = new ArrayList<>();

    private boolean isBatch;
    private boolean isCacheable = true;

    /** Where a table was made, so that a mistake in its options can be shown there. */
    record Place(SqlScript script, SqlStatement statement) {}

    /** @param configuration options as SET would give them; RESET goes back to these */
    public ScriptPlanner(Map<String, String> configuration) {
        this.baseConfiguration = new TreeMap<>(configuration);
        this.environment = (TableEnvironmentImpl) TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(new Configuration())
                .build());
        this.compiler = new JobCompiler(environment);
        this.jars = new SessionJars(environment);
        baseConfiguration.forEach((key, value) -> environment.getConfig().set(key, value));
        jars.add(baseConfiguration.getOrDefault(SessionJars.KEY, ""));
        setRuntimeMode(baseConfiguration.get(RUNTIME_MODE));
    }

    /** The planner itself always plans streams. */
    private boolean setRuntimeMode(@Nullable String mode) {
        environment.getConfig().getConfiguration().removeKey(RUNTIME_MODE);
        isBatch = mode != null && mode.equalsIgnoreCase("batch");
        return mode == null || isBatch || mode.equalsIgnoreCase("streaming");
    }

    /** Plans a whole script; nothing is run, so that a mistake in its last line costs nothing. */
    public PlannedScript plan(SqlScript script) {
        List<PlannedStatement> planned = new ArrayList<>();
        for (SqlStatement statement : script.statements()) {
            plan(script, statement).ifPresent(planned::add);
        }
        if (openStatementSet != null) {
            openStatementSet = null;
            SqlStatement last = script.statements().get(script.statements().size() - 1);
            throw SqlException.syntax(
                    "BEGIN STATEMENT SET has no END", script.place(last), "Add END; after the last INSERT.");
        }
        return new PlannedScript(planned, isCacheable && !compiler.dependsOnSurroundings());
    }

    /** The session, for programs that use Flink's Table API; what is run in it runs on Flink. */
    public TableEnvironment environment() {
        return environment;
    }

    /** A job for a table of this session. */
    public SelectJob plan(Table table) {
        try {
            return compiler.selectJob(session(), table, "", 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job for a plan that was compiled in this session. */
    public Job plan(CompiledPlan plan) {
        try {
            return compiler.job(session(), plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plans one statement of a script; those before it must have been planned. */
    public Optional<PlannedStatement> plan(SqlScript script, SqlStatement statement) {
        try {
            Operation operation = KafkaProperties.apply(
                    parse(statement), environment.getConfig().getConfiguration().toMap());
            return plan(script, statement, operation);
        } catch (SqlException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            throw new SqlErrors(script, statement, tablePlaces).translate(e);
        }
    }

    private Operation parse(SqlStatement statement) {
        List<String> words = statement.words(1);
        boolean isCommand = words.contains("SET") || words.contains("RESET");
        return environment
                .getParser()
                .parse(isCommand ? statement.withoutComments() : statement.text())
                .get(0);
    }

    private Optional<PlannedStatement> plan(SqlScript script, SqlStatement statement, Operation operation)
            throws Exception {
        if (operation instanceof BeginStatementSetOperation) {
            openStatementSet = new ArrayList<>();
            openInserts.clear();
            return Optional.empty();
        }
        if (operation instanceof EndStatementSetOperation) {
            List<ModifyOperation> inserts = openStatementSet;
            if (inserts == null) {
                throw SqlException.syntax("END without BEGIN STATEMENT SET", script.place(statement), "");
            }
            openStatementSet = null;
            return Optional.of(compiler.insertJob(session(), statement, statementSet(openInserts), inserts));
        }
        List<ModifyOperation> inserts = inserts(operation);
        if (openStatementSet != null) {
            if (inserts.isEmpty()) {
                throw SqlException.syntax(
                        "Only INSERT may stand between BEGIN STATEMENT SET and END", script.place(statement), "");
            }
            openStatementSet.addAll(inserts);
            openInserts.add(statement.text());
            return Optional.empty();
        }
        if (!inserts.isEmpty()) {
            return Optional.of(compiler.insertJob(session(), statement, statement.text(), inserts));
        }
        if (operation instanceof QueryOperation query) {
            return Optional.of(compiler.selectJob(session(), statement, query));
        }
        if (operation instanceof SetOperation set) {
            return set(script, statement, set);
        }
        if (operation instanceof ResetOperation reset) {
            reset(reset);
            return Optional.empty();
        }
        if (operation instanceof ExecutePlanOperation execute) {
            isCacheable = false;
            return Optional.of(compiler.job(session(), statement, readPlan(script, statement, execute.getFilePath())));
        }
        if (operation instanceof CompileAndExecutePlanOperation compile) {
            return Optional.of(compileAndExecute(script, statement, compile));
        }
        return executed(script, statement, operation);
    }

    /** One statement that does what several between BEGIN and END do. */
    private static String statementSet(List<String> inserts) {
        return "EXECUTE STATEMENT SET BEGIN " + String.join(";\n", inserts) + ";\nEND";
    }

    /** What an INSERT, a statement set or a CREATE TABLE AS writes; nothing for other statements. */
    private List<ModifyOperation> inserts(Operation operation) {
        if (operation instanceof StatementSetOperation set) {
            return set.getOperations();
        }
        if (operation instanceof CreateTableASOperation create) {
            environment.executeInternal(create.getCreateTableOperation());
            return List.of(create.toSinkModifyOperation(environment.getCatalogManager()));
        }
        if (operation instanceof ReplaceTableAsOperation replace) {
            environment
                    .getCatalogManager()
                    .dropTable(replace.getCreateTableOperation().getTableIdentifier(), replace.isCreateOrReplace());
            environment.executeInternal(replace.getCreateTableOperation());
            return List.of(replace.toSinkModifyOperation(environment.getCatalogManager()));
        }
        return operation instanceof ModifyOperation insert ? List.of(insert) : List.of();
    }

    private JobCompiler.Session session() {
        return new JobCompiler.Session(configuration(), List.copyOf(setup), List.copyOf(statements), isBatch);
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration =
                new TreeMap<>(environment.getConfig().getConfiguration().toMap());
        configuration.remove(ExecutionConfigOptions.TABLE_EXEC_SINK_ROWTIME_INSERTER.key(), "DISABLED");
        if (isBatch) {
            configuration.put(RUNTIME_MODE, "BATCH");
        }
        String paths = jars.paths();
        if (!paths.isEmpty()) {
            configuration.put(SessionJars.KEY, paths);
            // A jar may be another one tomorrow.
            isCacheable = false;
        }
        return configuration;
    }

    private Optional<PlannedStatement> set(SqlScript script, SqlStatement statement, SetOperation set) {
        if (set.getKey().isEmpty() || set.getValue().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            configuration().forEach((key, value) -> rows.add(List.of(key, value)));
            return Optional.of(new Immediate(statement.text(), statement.line(), List.of("key", "value"), rows));
        }
        String key = set.getKey().get().trim();
        String value = set.getValue().get().trim();
        if (key.equals(RUNTIME_MODE)) {
            if (!setRuntimeMode(value)) {
                throw new SqlException(
                        ErrorCode.OPTION_INVALID,
                        "execution.runtime-mode = " + value + " is not supported",
                        script.place(statement),
                        "Say 'streaming' or 'batch'.",
                        null);
            }
            return Optional.empty();
        }
        if (key.equals("parallelism.default") && value.matches("0|-[2-9]|-\\d\\d+")) {
            throw new SqlException(
                    ErrorCode.OPTION_INVALID,
                    "parallelism.default = " + value + " is too small",
                    script.place(statement),
                    "Give a whole number from 1.",
                    null);
        }
        environment.getConfig().set(key, value);
        if (key.equals(SessionJars.KEY)) {
            jars.add(value);
        }
        if (key.equals("table.local-time-zone")) {
            environment.getConfig().getLocalTimeZone();
        }
        return Optional.empty();
    }

    private void reset(ResetOperation reset) {
        Configuration current = environment.getConfig().getConfiguration();
        List<String> keys =
                reset.getKey().map(key -> List.of(key.trim())).orElseGet(() -> List.copyOf(current.keySet()));
        if (reset.getKey().isEmpty() || keys.contains(RUNTIME_MODE)) {
            setRuntimeMode(baseConfiguration.get(RUNTIME_MODE));
        }
        for (String key : keys) {
            if (key.equals(RUNTIME_MODE)) {
                continue;
            }
            String base = baseConfiguration.get(key);
            if (base == null) {
                current.removeKey(key);
            } else {
                environment.getConfig().set(key, base);
            }
        }
    }

    private static String readPlan(SqlScript script, SqlStatement statement, String file) throws IOException {
        try {
            return Files.readString(localPath(file));
        } catch (NoSuchFileException e) {
            throw new SqlException(
                    ErrorCode.IO_NOT_FOUND, "There is no plan file " + file, script.place(statement), "", e);
        }
    }

    private Job compileAndExecute(SqlScript script, SqlStatement statement, CompileAndExecutePlanOperation compile)
            throws IOException {
        isCacheable = false;
        Job job = compiler.insertJob(session(), statement, statement.text(), inserts(compile.getOperation()));
        try {
            Files.writeString(localPath(compile.getFilePath()), job.planJson(), StandardOpenOption.CREATE_NEW);
            return job;
        } catch (FileAlreadyExistsException e) {
            return compiler.job(session(), statement, readPlan(script, statement, compile.getFilePath()));
        }
    }

    private static Path localPath(String file) {
        return Path.of(file.startsWith("file:") ? file.replaceFirst("^file:/*", "/") : file);
    }

    /** Everything that Flink carries out itself. */
    private Optional<PlannedStatement> executed(SqlScript script, SqlStatement statement, Operation written)
            throws Exception {
        Operation operation = written instanceof CreateTableOperation create
                ? TableOverrides.changed(
                        create, environment.getConfig().getConfiguration().toMap())
                : written;
        SessionChange.of(operation).ifPresent(change -> {
            change.table().ifPresent(table -> tablePlaces.put(table, new Place(script, statement)));
            isCacheable &= change.isRepeatable();
            statements.add(statement.text());
            if (change.isSetup()) {
                setup.add(statement.text());
            }
        });
        TableResult result = environment.executeInternal(operation);
        if (result.getResultKind() != ResultKind.SUCCESS_WITH_CONTENT) {
            return Optional.empty();
        }
        isCacheable = false;
        return Optional.of(ImmediateRows.of(statement, result));
    }

    @Override
    public void close() {
        // The session holds a class loader for ADD JAR.
        environment
                .getCatalogManager()
                .listCatalogs()
                .forEach(
                        name -> environment.getCatalogManager().getCatalog(name).ifPresent(Catalog::close));
    }
}
