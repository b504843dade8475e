package io.weir.cli;

import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.time.Clock;
import io.weir.flink.PlanCache;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.PlanCacheFolder;
import io.weir.library.run.RunOptions;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that all commands on a script have, and how the script is read and planned. */
final class ScriptOptions {
    private static final String BATCH_ROWS_KEY = "weir.batch.rows-max";

    @Parameters(paramLabel = "FILE", description = "A file of Flink SQL, or a compiled plan (JSON).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A configuration option, as SET in the script would give it; may be repeated.")
    private Map<String, String> configuration = new TreeMap<>();

    @Option(
            names = "--engine",
            paramLabel = "auto|native|flink",
            defaultValue = "auto",
            description = "What runs the jobs: the native engine, Flink inside this process, or the first that can.")
    @SuppressWarnings("NullAway.Init")
    private EngineChoice engine;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description =
                    "Instances of each operator, and threads; the default is parallelism.default, or the processors.")
    private @Nullable Integer parallelism;

    @Option(names = "--verbose", description = "Show stack traces, and more of the log.")
    private boolean isVerbose;

    boolean isVerbose() {
        return isVerbose;
    }

    Path file() {
        return file;
    }

    /** What the pipeline is called: {@code pipeline.name} if it is given, or the file's name without its ending. */
    String pipelineName() {
        String given = configuration.get("pipeline.name");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    RunOptions runOptions() {
        if (parallelism != null && parallelism < 1) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "--parallelism " + parallelism + " is too small",
                    "",
                    "Give a whole number from 1",
                    null);
        }
        if ("0".equals(configuration.get("parallelism.default"))) {
            throw new WeirException(
                    ErrorCode.USAGE, "-D parallelism.default=0 is too small", "", "Give a whole number from 1", null);
        }
        String rows = configuration.get(BATCH_ROWS_KEY);
        int batchRows = PipelineOptions.BATCH_ROWS_MAX_DEFAULT;
        if (rows != null) {
            try {
                batchRows = Integer.parseInt(rows.strip());
            } catch (NumberFormatException e) {
                batchRows = 0;
            }
            if (batchRows < 1) {
                throw new WeirException(
                        ErrorCode.OPTION_INVALID,
                        "'" + rows + "' is no number of rows",
                        BATCH_ROWS_KEY,
                        "Give one from 1",
                        null);
            }
        }
        OptionalInt instances = parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
        return new RunOptions(engine, instances, batchRows, Clock.SYSTEM);
    }

    /** The options that were given, and the jars of the folder {@code plugins} among those of {@code pipeline.jars}. */
    Map<String, String> configuration() {
        return Plugins.added(configuration);
    }

    /** Reads the file and plans it, or takes the plan from the cache. */
    PlannedScript plan() {
        String text = read();
        if (text.stripLeading().startsWith("{")) {
            // Read here so that a damaged plan is refused before anything runs.
            CompiledPlanReader.read(text);
            return new PlannedScript(
                    List.of(new PlannedStatement.InsertJob(file.toString(), 1, text, configuration(), List.of())),
                    false);
        }
        return new PlanCache(PlanCacheFolder.ofUser()).plan(text, file.toString(), configuration());
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "There is no file " + file, "", "Give the path of a .sql file or a plan", e);
        } catch (AccessDeniedException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "The file " + file + " may not be read", "", "Check its permissions", e);
        } catch (MalformedInputException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "The file " + file + " is not UTF-8 text", "", "Save it as UTF-8", e);
        } catch (IOException e) {
            String what =
                    Files.isDirectory(file) ? file + " is a folder" : "The file " + file + " cannot be read: " + e;
            throw new WeirException(ErrorCode.USAGE, what, "", "Give the path of a .sql file or a plan", e);
        }
    }
}
