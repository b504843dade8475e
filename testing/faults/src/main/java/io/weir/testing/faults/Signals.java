package io.weir.testing.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes that this one has started. */
final class Signals {
    private Signals() {}

    /** Lets a process and all that it has started stand still for a time, as in a long pause of a machine. */
    static void stall(ProcessHandle process, long millis) throws IOException, InterruptedException {
        List<String> processes = new ArrayList<>();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(each -> processes.add(Long.toString(each.pid())));
        send("-STOP", processes);
        try {
            Thread.sleep(millis);
        } finally {
            send("-CONT", processes);
        }
    }

    private static void send(String signal, List<String> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        // A process that has ended in between is no failure.
        int unused = new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
