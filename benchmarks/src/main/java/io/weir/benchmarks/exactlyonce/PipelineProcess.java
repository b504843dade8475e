package io.weir.benchmarks.exactlyonce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of {@link KafkaPipelineMain}, seen from the benchmark. */
final class PipelineProcess implements AutoCloseable {
    private static final long END_SECONDS = 30;

    private final KafkaPipeline.Kind kind;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final Path log;

    PipelineProcess(KafkaExactlyOnce.Processes processes, KafkaPipeline.Kind kind, Path log) throws IOException {
        this.kind = kind;
        this.log = log;
        process = new ProcessBuilder(processes.command(kind.id(), KafkaPipelineMain.class.getName(), kind.id()))
                .redirectError(log.toFile())
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void start(Path task, Path state) {
        ask("start " + task + " " + state, "started");
    }

    boolean isRunning() {
        return process.isAlive() && send("check").equals("running");
    }

    void stop() {
        ask("stop", "stopped");
    }

    private void ask(String command, String expected) {
        String answer = send(command);
        if (!answer.equals(expected)) {
            throw new IllegalStateException(kind.id() + " answered '" + answer + "' to '" + command + "'; see " + log);
        }
    }

    /** What else the side prints before its answer is passed over. */
    private String send(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String line = answers.readLine();
            while (line != null && !line.matches("started|running|failed|stopped")) {
                line = answers.readLine();
            }
            return line == null ? "nothing" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(kind.id() + " has ended; see " + log, e);
        }
    }

    /** Of all its threads since its start; NaN where the system does not tell. */
    double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        try {
            commands.close();
            boolean unused = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println(kind.id() + " had ended before: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
