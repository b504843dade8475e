package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.side.Task;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The process of a side. Each line of its input is a command, which it answers with a line: {@code start TASK FOLDER},
 * {@code check} (whether the pipeline is running), {@code stop}. It ends with its input.
 */
public final class KafkaPipelineMain {
    private @Nullable KafkaPipeline pipeline;
    private final KafkaPipeline.Kind kind;

    private KafkaPipelineMain(KafkaPipeline.Kind kind) {
        this.kind = kind;
    }

    /** Argument: the side. */
    public static void main(String[] args) throws Exception {
        KafkaPipelineMain main = new KafkaPipelineMain(KafkaPipeline.Kind.of(args[0]));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(main.answer(line.split(" ")));
                System.out.flush();
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        // Flink's threads may outlive its job.
        System.exit(0);
    }

    private String answer(String[] command) throws Exception {
        KafkaPipeline running = pipeline;
        switch (command[0]) {
            case "start" -> {
                Path state = Files.createDirectories(Path.of(command[2]));
                pipeline = kind.start(Task.load(Path.of(command[1])), state);
                return "started";
            }
            case "check" -> {
                return running != null && running.isRunning() ? "running" : "failed";
            }
            case "stop" -> {
                if (running != null) {
                    running.stop();
                }
                pipeline = null;
                return "stopped";
            }
            default -> throw new IllegalArgumentException("There is no command " + command[0]);
        }
    }
}
