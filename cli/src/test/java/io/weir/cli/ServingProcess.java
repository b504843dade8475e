package io.weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of ours that serves at a port, which it says itself; a test kills it. */
record ServingProcess(Process process, int port, List<String> said) {
    private static final Pattern PORT = Pattern.compile("(?:serving|the shop is open) at http://[^:]+:(\\d+)");

    /** Starts it, and returns when it serves. */
    static ServingProcess start(String... arguments) throws IOException {
        Process process = ProcessTest.weir(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader error =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        for (String line = error.readLine(); line != null; line = error.readLine()) {
            said.add(line);
            Matcher found = PORT.matcher(line);
            if (found.find()) {
                Thread drain = new Thread(() -> error.lines().forEach(said::add));
                drain.setDaemon(true);
                // The pipe breaks when the process is killed.
                drain.setUncaughtExceptionHandler((thread, failure) -> {});
                drain.start();
                return new ServingProcess(process, Integer.parseInt(found.group(1)), said);
            }
        }
        throw new AssertionError("it does not serve: " + said);
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
