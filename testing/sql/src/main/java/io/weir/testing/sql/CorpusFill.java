package io.weir.testing.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Writes the answers of Apache Flink into the cases that have none yet, for a person to read and judge.
 *
 * <p>Arguments: parts of case names, none for all cases; {@code --again} writes answers that are there already once
 * more. A statement that fails gets an {@code expect-error} only if it has one to fill.
 */
public final class CorpusFill {

    private final boolean isAgain;

    private CorpusFill(boolean isAgain) {
        this.isAgain = isAgain;
    }

    public static void main(String[] arguments) throws Exception {
        // An odd zone: an answer that hangs on the machine's zone shows.
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        List<String> parts = new ArrayList<>(List.of(arguments));
        CorpusFill fill = new CorpusFill(parts.remove("--again"));
        if (parts.isEmpty()) {
            parts.add("");
        }
        int changed = 0;
        int failed = 0;
        try (FlinkCluster flink = FlinkCluster.start()) {
            Path root = Corpus.root();
            for (String part : parts) {
                for (String name : Corpus.names(root, part)) {
                    try {
                        if (fill.fill(SqlCaseParser.parse(root, name), flink)) {
                            changed++;
                            System.out.println("filled " + name);
                        }
                    } catch (IllegalArgumentException | IllegalStateException problem) {
                        failed++;
                        System.out.println("FAILED " + name + ": " + problem.getMessage());
                    }
                }
            }
        }
        System.out.println(changed + " filled, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private boolean fill(SqlCase sqlCase, FlinkCluster flink) throws IOException {
        if (sqlCase.flinkDiffers().isPresent()
                || !isAgain && sqlCase.steps().stream().noneMatch(CorpusFill::isOpen)) {
            return false;
        }
        List<SqlCaseRunner.StepOutcome> outcomes;
        try (PlannedCase planned = PlannedCase.plan(sqlCase, flink.configuration())) {
            outcomes = SqlCaseRunner.run(planned, new FlinkEngine());
        }
        List<String> before = Files.readAllLines(sqlCase.path(), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(before);
        String problem = "";
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            SqlCase.Step step = sqlCase.steps().get(i);
            if (outcomes.get(i).isFailed() && !step.isFailureExpected()) {
                problem = "line " + step.firstLine() + ": "
                        + String.join("\n  caused by: ", outcomes.get(i).failure());
            } else if (isAgain || isOpen(step)) {
                write(lines, step, outcomes.get(i));
            }
        }
        if (!lines.equals(before)) {
            save(sqlCase.path(), lines);
        }
        if (!problem.isEmpty()) {
            throw new IllegalStateException(problem);
        }
        return !lines.equals(before);
    }

    /** Whether a step waits for its answer. */
    private static boolean isOpen(SqlCase.Step step) {
        if (step.isQuery() && step.expectations().isEmpty()) {
            return true;
        }
        for (Expectation expectation : step.expectations()) {
            if (expectation instanceof Expectation.Rows rows && !rows.isFilled()
                    || expectation instanceof Expectation.Printed printed && !printed.isFilled()
                    || expectation instanceof Expectation.Failure failure
                            && failure.text().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Replaces the expectations below a step; what a person chose, such as the layout, stays. */
    private static void write(List<String> lines, SqlCase.Step step, SqlCaseRunner.StepOutcome outcome) {
        Optional<Expectation.Rows> rows = step.expectations().stream()
                .filter(Expectation.Rows.class::isInstance)
                .map(Expectation.Rows.class::cast)
                .findFirst();
        List<String> written = new ArrayList<>();
        if (outcome.isFailed()) {
            List<String> messages = outcome.failure();
            written.add("-- expect-error: "
                    + messages.get(messages.size() - 1).lines().findFirst().orElse(""));
        } else {
            if (step.isQuery()) {
                writeRows(written, rows, outcome);
            }
            if (step.isInsert()) {
                writePrinted(written, outcome.result());
            }
            if (outcome.result().lateRows() > 0) {
                written.add("-- expect-late: " + outcome.result().lateRows());
            }
        }
        int first =
                step.expectations().stream().mapToInt(Expectation::line).min().orElse(step.lastLine() + 1) - 1;
        int last = first;
        int lastDirective =
                step.expectations().stream().mapToInt(Expectation::line).max().orElse(first);
        while (last < lines.size()
                && (last < lastDirective || lines.get(last).startsWith("-- ") && !written.isEmpty())) {
            if (last >= lastDirective && lines.get(last).startsWith("-- file:")) {
                break;
            }
            last++;
        }
        lines.subList(first, last).clear();
        lines.addAll(first, written);
    }

    private static void writeRows(
            List<String> written, Optional<Expectation.Rows> asked, SqlCaseRunner.StepOutcome outcome) {
        Expectation.Layout layout = asked.map(Expectation.Rows::layout).orElse(Expectation.Layout.ROWS);
        Expectation.Kind kind = asked.map(Expectation.Rows::kind).orElse(Expectation.Kind.APPEND);
        if (outcome.isUpdating()) {
            kind = Expectation.Kind.FINAL;
        } else if (kind == Expectation.Kind.FINAL) {
            kind = Expectation.Kind.APPEND;
        }
        TextTable table = kind == Expectation.Kind.ORDERED
                ? outcome.result().rows()
                : outcome.result().rows().sorted();
        written.add("-- " + kind.directive() + ":" + (layout == Expectation.Layout.COLUMNS ? " by column" : ""));
        table.toLines(layout).forEach(line -> written.add("-- " + line));
    }

    private static void writePrinted(List<String> written, EngineUnderTest.Result result) {
        List<String> printed = new ArrayList<>(PrintedLines.fold(result.printed()));
        Collections.sort(printed);
        written.add("-- expect-print:");
        if (printed.isEmpty()) {
            written.add("-- (nothing)");
        }
        printed.forEach(line -> written.add("-- " + line));
    }

    private static void save(Path path, List<String> lines) throws IOException {
        Files.writeString(path, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }
}
