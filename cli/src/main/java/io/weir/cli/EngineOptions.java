package io.weir.cli;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.time.Clock;
import io.weir.library.run.EngineChoice;
import io.weir.library.run.RunOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that run or plan jobs: on what, how wide, and with what configuration. */
final class EngineOptions {
    private static final String BATCH_ROWS_KEY = "weir.batch.rows-max";

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

    /** The value of an option that was given by {@code -D}, or null. */
    @Nullable
    String given(String key) {
        return configuration.get(key);
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
        int batchRows = new JobOptions(configuration).count(BATCH_ROWS_KEY, PipelineOptions.BATCH_ROWS_MAX_DEFAULT, 1);
        OptionalInt instances = parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
        return new RunOptions(engine, instances, batchRows, Clock.SYSTEM);
    }

    /** The options that were given, and the jars of the folder {@code plugins} among those of {@code pipeline.jars}. */
    Map<String, String> configuration() {
        return Plugins.added(configuration);
    }
}
