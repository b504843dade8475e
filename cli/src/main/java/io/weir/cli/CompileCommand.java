package io.weir.cli;

import io.weir.flink.PlannedStatement;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir compile FILE -o PLAN}: writes the compiled plan of a script's only job. */
@Command(
        name = "compile",
        mixinStandardHelpOptions = true,
        description = "Write the compiled plan (JSON, Flink's own form) of a file with one job; 'weir run' takes it.")
final class CompileCommand implements Callable<Integer> {
    @Mixin
    private final ScriptOptions options = new ScriptOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PLAN",
            description = "Where to write it; standard output without.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        List<PlannedStatement.Job> jobs = options.plan().jobs();
        if (jobs.size() != 1) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    options.file() + " has " + jobs.size() + " jobs, and a plan holds one",
                    "",
                    jobs.isEmpty()
                            ? "Add an INSERT or a SELECT"
                            : "Put the INSERTs into one EXECUTE STATEMENT SET BEGIN … END",
                    null);
        }
        if (jobs.get(0).isBatch()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A batch has no compiled plan: Flink has none",
                    options.file().toString(),
                    "Run the file itself, or compile it with 'execution.runtime-mode' = 'streaming'",
                    null);
        }
        String plan = jobs.get(0).planJson();
        if (output == null) {
            System.out.println(plan);
        } else {
            try {
                Files.writeString(output, plan + "\n");
            } catch (IOException e) {
                throw new WeirException(
                        ErrorCode.IO_FAILED, "The plan cannot be written to " + output + ": " + e, "", "", e);
            }
        }
        return Main.EXIT_DONE;
    }
}
