package io.weir.cli;

import io.weir.cli.cluster.JobsCommand;
import io.weir.cli.cluster.LogsCommand;
import io.weir.cli.cluster.StopCommand;
import io.weir.cli.state.SavepointCommand;
import io.weir.cli.state.StateCommand;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.PrintStream;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The entry point of the {@code weir} command.
 *
 * <p>Exit status: 0 done, 1 failed while running, 2 wrong use or wrong SQL; after a signal, 128 and its number.
 * {@code compare} ends with 1 if the answers differ, and with 2 after any failure.
 */
@Command(
        name = "weir",
        description = "Runs Flink SQL in one process, on a native columnar engine.",
        mixinStandardHelpOptions = true,
        version = "weir 0.1.0",
        subcommands = {
            RunCommand.class,
            ExplainCommand.class,
            CompileCommand.class,
            StateCommand.class,
            SavepointCommand.class,
            ServeCommand.class,
            TopCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            DeployCommand.class,
            MoveCommand.class,
            SizeCommand.class,
            JobsCommand.class,
            StopCommand.class,
            LogsCommand.class,
            DemoCommand.class
        })
public final class Main implements Runnable {
    /** Done. */
    public static final int EXIT_DONE = 0;
    /** Failed while running. */
    public static final int EXIT_FAILED = 1;
    /** Wrong use, or wrong SQL. */
    public static final int EXIT_USAGE = 2;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        StandardOutput.install();
        if (Arrays.asList(arguments).contains("--verbose")) {
            // Before the first logger is made.
            System.setProperty("weir.log.level", "INFO");
        }
        int status = run(System.err, arguments);
        System.exit(StandardOutput.status(status, System.err));
    }

    /** Runs a command and gives its exit status. */
    public static int run(PrintStream error, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, args) -> usage(exception, error));
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception, command, error));
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int usage(ParameterException exception, PrintStream error) {
        boolean isUnknownCommand =
                exception instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption();
        CommandLine command = exception.getCommandLine();
        if (command.getParent() == null) {
            error.println(
                    isUnknownCommand
                            ? "weir: There is no command "
                                    + String.join(" ", ((UnmatchedArgumentException) exception).getUnmatched())
                            : "weir: " + message(exception));
            command.usage(error);
        } else {
            error.println("weir: " + message(exception));
            error.println("See: weir " + command.getCommandName() + " --help");
        }
        return EXIT_USAGE;
    }

    /** What is wrong with the arguments; picocli says "option" twice where an option's name starts with the word. */
    private static String message(ParameterException exception) {
        String message = exception.getMessage();
        return message == null ? "wrong arguments" : message.replace("option option", "option");
    }

    private static int failed(Exception exception, CommandLine command, PrintStream error) {
        if (StandardOutput.hasFailed()) {
            // What follows from that is no news; the end of main says what there is to say.
            return EXIT_FAILED;
        }
        CommandLine.Model.OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
        boolean isVerbose = verbose != null && Boolean.TRUE.equals(verbose.getValue());
        if (exception instanceof WeirException known) {
            error.println("weir: " + known.getMessage());
            if (isVerbose || !known.userMistake()) {
                known.printStackTrace(error);
            }
            return isWrongUse(known.code()) ? EXIT_USAGE : exitFailed(command);
        }
        error.println("weir: " + exception + ". This is a defect of Weir; please report it with what follows.");
        exception.printStackTrace(error);
        return exitFailed(command);
    }

    /** A command whose status 1 says something else fails with another one. */
    private static int exitFailed(CommandLine command) {
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static boolean isWrongUse(ErrorCode code) {
        return switch (code) {
            case USAGE,
                    SQL_SYNTAX,
                    SQL_INVALID,
                    SQL_UNSUPPORTED,
                    OPTION_UNKNOWN,
                    OPTION_MISSING,
                    OPTION_INVALID,
                    CONNECTOR_UNKNOWN,
                    FORMAT_UNKNOWN,
                    FUNCTION_INVALID,
                    PLAN_DAMAGED,
                    PLAN_TOO_NEW,
                    NOT_NATIVE -> true;
            default -> false;
        };
    }
}
