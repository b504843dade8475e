package io.weir.cli;

import io.weir.flink.PlanCache;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.flink.TableOverrides;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options that all commands on a script have, and how the script is read and planned. */
final class ScriptOptions {
    @Parameters(paramLabel = "FILE", description = "A file of Flink SQL, or a compiled plan (JSON).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    Path file() {
        return file;
    }

    /** What the pipeline is called: {@code pipeline.name} if it is given, or the file's name without its ending. */
    String pipelineName() {
        String given = engine.given("pipeline.name");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * What a job is called on a cluster: as it was given, or by {@code pipeline.name}, also by SET, or as the file.
     *
     * @param given by {@code --name}
     */
    String jobName(@Nullable String given, PlannedStatement.Job job) {
        String set = job.configuration().getOrDefault("pipeline.name", "").strip();
        return given != null ? given : set.isEmpty() ? pipelineName() : set;
    }

    RunOptions runOptions() {
        return engine.runOptions();
    }

    Map<String, String> configuration() {
        return engine.configuration();
    }

    /**
     * The options with which Kafka sinks become exactly once on a cluster; none if the pipeline is content with less.
     *
     * @param job its name there
     * @param given what the pipeline is configured with
     */
    static Map<String, String> transactions(String job, Map<String, String> given) {
        String wanted = given.getOrDefault("weir.delivery", given.getOrDefault("execution.checkpointing.mode", ""));
        boolean isExact = wanted.isEmpty() || wanted.replace('_', '-').equalsIgnoreCase("exactly-once");
        return isExact ? Map.of(TableOverrides.TRANSACTIONS, job) : Map.of();
    }

    /** Reads the file and plans it, or takes the plan from the cache. */
    PlannedScript plan() {
        return plan(Map.of());
    }

    /** The same, with more options of the configuration, which win. */
    PlannedScript plan(Map<String, String> more) {
        Map<String, String> configuration = new TreeMap<>(configuration());
        configuration.putAll(more);
        String text = read();
        if (text.stripLeading().startsWith("{")) {
            // Read here so that a damaged plan is refused before anything runs.
            CompiledPlanReader.read(text);
            return new PlannedScript(
                    List.of(new PlannedStatement.InsertJob(file.toString(), 1, text, configuration, List.of())), false);
        }
        return new PlanCache(PlanCacheFolder.ofUser()).plan(text, file.toString(), configuration);
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
