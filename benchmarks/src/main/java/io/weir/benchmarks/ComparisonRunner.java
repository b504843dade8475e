package io.weir.benchmarks;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.benchmarks.clickstream.ClickstreamFile;
import io.weir.benchmarks.side.Answer;
import io.weir.benchmarks.side.SideKind;
import io.weir.benchmarks.side.SideMain;
import io.weir.benchmarks.side.SideRuns;
import io.weir.benchmarks.side.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs the sides of a comparison one after the other, each in processes of its own, and checks that all give one
 * answer.
 *
 * <p>A side is first asked many times in one JVM, then once in each of a few new processes.
 */
final class ComparisonRunner {
    static final int THREADS = 2;
    static final long SEED = 42;
    private static final String OUTPUT_FILE = "output.txt";
    private static final long PROCESS_LIMIT_MINUTES = 30;

    private final Path home;
    private final Path folder;
    private final SideProcesses sideProcesses;
    private final int runs;

    /**
     * @param home the repository
     * @param folder keeps the inputs for the next time, and the answers and logs of this one
     * @param runs how many runs of each side count
     */
    ComparisonRunner(Path home, Path folder, int runs) throws IOException {
        this.home = home;
        this.folder = folder;
        this.runs = runs;
        this.sideProcesses = new SideProcesses(home);
    }

    List<SideResult> run(Comparison comparison, long rows, List<SideKind> sides)
            throws IOException, InterruptedException {
        Clickstream stream = new Clickstream(rows, SEED);
        Map<String, String> variables = new HashMap<>();
        variables.put("rows", Long.toString(rows));
        variables.put("last", Long.toString(rows - 1));
        return switch (comparison.input()) {
            case GENERATED -> runSides(comparison, variables, sides);
            case CLICKSTREAM_FILE -> {
                say("input: " + rows + " events in " + folder.resolve("data"));
                variables.put(
                        "input",
                        ClickstreamFile.get(stream, folder.resolve("data")).toString());
                yield runSides(comparison, variables, sides);
            }
            case CLICKSTREAM_PARQUET -> {
                say("input: " + rows + " events as parquet in " + folder.resolve("data"));
                Path json = ClickstreamFile.get(stream, folder.resolve("data"));
                variables.put("input", ParquetFile.get(json).toString());
                yield runSides(comparison, variables, sides);
            }
            case CLICKSTREAM_TOPIC -> {
                say("input: filling a topic with " + rows + " events");
                try (ClickstreamTopic topic = ClickstreamTopic.fill(stream)) {
                    variables.put("servers", topic.bootstrapServers());
                    variables.put("topic", ClickstreamTopic.TOPIC);
                    yield runSides(comparison, variables, sides);
                }
            }
        };
    }

    private List<SideResult> runSides(Comparison comparison, Map<String, String> variables, List<SideKind> sides)
            throws IOException, InterruptedException {
        Task task = new Task(home.resolve("benchmarks/sql"), comparison.query(), variables, THREADS);
        Path queryFolder = Files.createDirectories(folder.resolve(comparison.query()));
        task.save(queryFolder.resolve("task.properties"));
        Files.writeString(queryFolder.resolve("query.sql"), task.sql(".sql"));

        List<SideResult> results = new ArrayList<>();
        Optional<Answer> expected = Optional.empty();
        for (SideKind side : comparison.sides()) {
            if (!sides.contains(side)) {
                continue;
            }
            Path sideFolder = Files.createDirectories(queryFolder.resolve(side.id()));
            Measured measured = measure(side, queryFolder, sideFolder);
            results.add(measured.result());
            if (side.hasAnswer()) {
                Answer answer = measured.answer();
                check(side, answer, measured.digests(), expected);
                say(side.id() + ": " + (expected.isPresent() ? "the same " : "") + answer.rows() + " rows");
                expected = Optional.of(expected.orElse(answer));
            }
        }
        return results;
    }

    private record Measured(SideResult result, Answer answer, TreeSet<String> digests) {}

    private Measured measure(SideKind side, Path queryFolder, Path sideFolder)
            throws IOException, InterruptedException {
        TreeSet<String> digests = new TreeSet<>();
        int counted = side.runs(runs);
        say(side.id() + ": " + (side.warmUps() + counted) + " runs in one JVM");
        MeasuredProcess inJvm =
                execute(side, sideProcesses.inJvm(side, queryFolder, side.warmUps() + counted, sideFolder), sideFolder);
        double otherShare = inJvm.otherShare();
        List<SideRuns.Run> done =
                SideRuns.load(sideFolder.resolve(SideMain.RUNS_FILE)).runs();
        done.forEach(run -> digests.add(run.digest()));
        Answer answer = Answer.read(sideFolder.resolve(SideMain.ANSWER_FILE));

        List<MeasuredProcess> processes = new ArrayList<>();
        int processCount = side.processes(runs);
        say(side.id() + ": " + processCount + (processCount == 1 ? " process" : " processes") + " with one run each");
        for (int process = 0; process < processCount; process++) {
            MeasuredProcess once = execute(side, sideProcesses.once(side, queryFolder, sideFolder), sideFolder);
            processes.add(once);
            otherShare = Math.max(otherShare, once.otherShare());
            String file = side.isCommand() ? OUTPUT_FILE : SideMain.ANSWER_FILE;
            digests.add(Answer.read(sideFolder.resolve(file)).digest());
        }
        SideResult result = new SideResult(
                side, done.subList(side.warmUps(), done.size()), done.get(0).seconds(), processes, otherShare);
        return new Measured(result, answer, digests);
    }

    private static void check(SideKind side, Answer answer, TreeSet<String> digests, Optional<Answer> expected) {
        if (digests.size() != 1) {
            throw new WrongAnswerException(
                    side.id() + " gave different answers from run to run (rows:hash): " + digests);
        }
        Optional<String> difference = expected.flatMap(answer::differenceFrom);
        if (difference.isPresent()) {
            throw new WrongAnswerException(side.id() + " gave another answer: " + difference.get());
        }
    }

    private static MeasuredProcess execute(SideKind side, List<String> command, Path sideFolder)
            throws IOException, InterruptedException {
        return MeasuredProcess.run(
                side.id(),
                command,
                sideFolder.resolve(OUTPUT_FILE),
                sideFolder.resolve("error.txt"),
                PROCESS_LIMIT_MINUTES);
    }

    private static void say(String progress) {
        System.err.println(progress);
    }
}
