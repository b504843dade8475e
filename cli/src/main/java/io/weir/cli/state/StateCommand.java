package io.weir.cli.state;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code weir state}: what a pipeline has saved. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = "Look at what a pipeline has saved: its epochs and savepoints.",
        subcommands = {
            StateListCommand.class,
            StateShowCommand.class,
            StateVerifyCommand.class,
            StateDropCommand.class,
            StateTakeBackCommand.class
        })
public final class StateCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What of the state: list, show, verify, drop or take-back?");
    }
}
