package io.weir.testing.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a case on an engine and says in words what differs from the expected answer. */
public final class SqlCaseRunner {

    private SqlCaseRunner() {}

    /** What a statement did: a result, or the messages of its failure. */
    record StepOutcome(EngineUnderTest.Result result, List<String> failure) {

        boolean isFailed() {
            return !failure.isEmpty();
        }
    }

    /** The differences between the case's answer and the engine's; empty when the case holds. */
    public static List<String> differences(SqlCase sqlCase, EngineUnderTest engine) throws Exception {
        List<String> differences = compareAll(sqlCase, engine);
        if (sqlCase.flinkDiffers().isEmpty() || engine.isNative()) {
            return differences;
        }
        return differences.isEmpty()
                ? List.of(sqlCase.path() + ": Flink gives the expected answer, so the line 'flink-differs: "
                        + sqlCase.flinkDiffers().get() + "' must go")
                : List.of();
    }

    private static List<String> compareAll(SqlCase sqlCase, EngineUnderTest engine) throws Exception {
        List<String> differences = new ArrayList<>();
        List<StepOutcome> outcomes = run(sqlCase, engine);
        for (int i = 0; i < outcomes.size(); i++) {
            SqlCase.Step step = sqlCase.steps().get(i);
            String place = sqlCase.path() + ":" + step.firstLine() + ": ";
            for (String difference : compare(step, outcomes.get(i))) {
                differences.add(place + difference);
            }
            if (engine.isNative()) {
                checkRuntime(sqlCase, step, outcomes.get(i)).forEach(each -> differences.add(place + each));
            }
        }
        return differences;
    }

    /** Runs the statements in order, up to the first that fails without being expected to. */
    static List<StepOutcome> run(SqlCase sqlCase, EngineUnderTest engine) throws Exception {
        Path directory = Files.createTempDirectory("weir-sql-case");
        try (EngineUnderTest.Session session = engine.open()) {
            for (Map.Entry<String, String> file : sqlCase.files().entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
            }
            List<StepOutcome> outcomes = new ArrayList<>();
            for (SqlCase.Step step : sqlCase.steps()) {
                StepOutcome outcome = runStep(step, session, directory);
                outcomes.add(outcome);
                if (outcome.isFailed()
                        && step.expectations().stream().noneMatch(Expectation.Failure.class::isInstance)) {
                    break;
                }
            }
            return outcomes;
        } finally {
            delete(directory);
        }
    }

    private static StepOutcome runStep(SqlCase.Step step, EngineUnderTest.Session session, Path directory) {
        try {
            return new StepOutcome(session.execute(step.sql().replace("${dir}", directory.toString())), List.of());
        } catch (Exception failure) {
            return new StepOutcome(EngineUnderTest.Result.NOTHING, messages(failure));
        }
    }

    /** The messages of a failure and of its causes, outermost first. */
    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            messages.add(message == null ? each.getClass().getName() : message);
        }
        return messages;
    }

    private static List<String> compare(SqlCase.Step step, StepOutcome outcome) {
        List<String> differences = new ArrayList<>();
        boolean isFailureExpected = false;
        boolean isAnswerExpected = false;
        long lateRows = 0;
        for (Expectation expectation : step.expectations()) {
            if (expectation instanceof Expectation.Failure failure) {
                isFailureExpected = true;
                if (!outcome.isFailed()) {
                    differences.add("must fail with: " + failure.text() + "\nbut succeeded");
                } else if (outcome.failure().stream().noneMatch(message -> message.contains(failure.text()))) {
                    differences.add("must fail with: " + failure.text() + "\nbut failed with: "
                            + String.join("\n  caused by: ", outcome.failure()));
                }
            } else if (expectation instanceof Expectation.LateRows late) {
                lateRows = late.count();
            } else {
                isAnswerExpected = true;
            }
        }
        if (isFailureExpected) {
            return differences;
        }
        if (outcome.isFailed()) {
            return List.of("failed: " + String.join("\n  caused by: ", outcome.failure()));
        }
        if (step.isQuery() && !isAnswerExpected) {
            differences.add("the query has no expected answer; CorpusFill writes Flink's");
        }
        for (Expectation expectation : step.expectations()) {
            if (expectation instanceof Expectation.Rows rows) {
                compareRows(rows, outcome.result(), differences);
            } else if (expectation instanceof Expectation.Printed printed) {
                comparePrinted(printed, outcome.result(), differences);
            }
        }
        if (outcome.result().lateRows() != lateRows) {
            differences.add("expected " + lateRows + " late rows but "
                    + outcome.result().lateRows() + " were dropped");
        }
        return differences;
    }

    private static void compareRows(
            Expectation.Rows expected, EngineUnderTest.Result result, List<String> differences) {
        if (!expected.isFilled()) {
            differences.add("the answer is not written yet; CorpusFill writes Flink's");
            return;
        }
        boolean isUpdatingExpected = expected.kind() == Expectation.Kind.FINAL;
        if (result.isUpdating() != isUpdatingExpected) {
            differences.add("the query " + (result.isUpdating() ? "updates" : "only appends") + " but the case says "
                    + expected.kind().directive());
        }
        boolean isOrdered = expected.kind() == Expectation.Kind.ORDERED;
        TextTable want = isOrdered ? expected.table() : expected.table().sorted();
        TextTable got = isOrdered ? result.rows() : result.rows().sorted();
        if (!want.equals(got)) {
            differences.add("expected:\n" + String.join("\n", want.toLines(expected.layout())) + "\nbut was:\n"
                    + String.join("\n", got.toLines(expected.layout())));
        }
    }

    private static void comparePrinted(
            Expectation.Printed expected, EngineUnderTest.Result result, List<String> differences) {
        if (!expected.isFilled()) {
            differences.add("the printed lines are not written yet; CorpusFill writes Flink's");
            return;
        }
        List<String> want = new ArrayList<>(expected.lines());
        List<String> got = new ArrayList<>(PrintedLines.fold(result.printed()));
        Collections.sort(want);
        Collections.sort(got);
        if (!want.equals(got)) {
            differences.add(
                    "expected lines:\n" + String.join("\n", want) + "\nbut printed:\n" + String.join("\n", got));
        }
    }

    private static List<String> checkRuntime(SqlCase sqlCase, SqlCase.Step step, StepOutcome outcome) {
        if (outcome.isFailed() || !(step.isQuery() || step.isInsert())) {
            return List.of();
        }
        String reason = outcome.result().handedToFlink().orElse("");
        if (sqlCase.notNative().isEmpty()) {
            return reason.isEmpty() ? List.of() : List.of("was handed to Flink: " + reason);
        }
        String expected = sqlCase.notNative().get();
        if (reason.isEmpty()) {
            return List.of("ran natively, so the line 'not-native: " + expected + "' must go");
        }
        return reason.contains(expected)
                ? List.of()
                : List.of("was handed to Flink because of: " + reason + "\nbut the case says: " + expected);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
