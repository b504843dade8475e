package io.weir.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command came to.
 *
 * @param output what it wrote to standard output
 * @param error what it wrote to standard error
 */
record CommandResult(int status, String output, String error) {
    /** Runs the command in this process, as the launcher would in its own. */
    static synchronized CommandResult run(String... arguments) {
        PrintStream realOutput = System.out;
        PrintStream realError = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        PrintStream errorStream = new PrintStream(error, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(errorStream);
        try {
            int status = Main.run(errorStream, arguments);
            System.out.flush();
            return new CommandResult(
                    status, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOutput);
            System.setErr(realError);
        }
    }
}
