package io.weir.testing.sql;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Catches what the {@code print} connector writes to standard output; other lines pass. */
final class StandardOutput {

    private StandardOutput() {}

    /** An action that may fail. */
    interface Action {
        void run() throws Exception;
    }

    /** The lines that the print connector writes while the action runs. */
    static List<String> printedLines(Action action) throws Exception {
        PrintStream original = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.out.flush();
            System.setOut(original);
        }
        List<String> printed = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (PrintedLines.isPrinted(line)) {
                printed.add(line);
            } else {
                original.println(line);
            }
        }
        return printed;
    }
}
