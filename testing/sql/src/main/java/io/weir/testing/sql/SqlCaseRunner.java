package io.weir.testing.sql;

import io.weir.flink.PlannedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Runs a case on an engine and says in words what differs from the expected answer. */
public final class SqlCaseRunner {

    private SqlCaseRunner() {}

    /**
     * What a statement did: a result, or the messages of its failure.
     *
     * @param isUpdating whether the query may update what it has answered before
     */
    record StepOutcome(EngineUnderTest.Result result, boolean isUpdating, List<String> failure) {

        static StepOutcome failed(List<String> messages) {
            return new StepOutcome(EngineUnderTest.Result.NOTHING, false, messages);
        }

        boolean isFailed() {
            return !failure.isEmpty();
        }
    }

    /** The differences between the case's answer and the engine's; empty when the case holds. */
    public static List<String> differences(PlannedCase planned, EngineUnderTest engine) {
        return differences(planned.sqlCase(), run(planned, engine), engine.isNative());
    }

    /**
     * The differences between the case's answer and that of the native engine for a session of batches: the same rows,
     * and no updates. What runs on Flink after all is no matter here.
     */
    public static List<String> batchDifferences(PlannedCase planned, EngineUnderTest engine) {
        List<String> differences = new ArrayList<>();
        List<StepOutcome> outcomes = run(planned, engine);
        for (int i = 0; i < outcomes.size(); i++) {
            SqlCase.Step step = planned.sqlCase().steps().get(i);
            StepOutcome outcome = outcomes.get(i);
            String place = planned.sqlCase().path() + ":" + step.firstLine() + ": ";
            if (outcome.isUpdating()) {
                differences.add(place + "a batch has updates");
            }
            StepOutcome asExpected = new StepOutcome(outcome.result(), isUpdatingExpected(step), outcome.failure());
            compare(step, asExpected).forEach(each -> differences.add(place + each));
        }
        return differences;
    }

    private static boolean isUpdatingExpected(SqlCase.Step step) {
        return step.expectations().stream()
                .anyMatch(expectation ->
                        expectation instanceof Expectation.Rows rows && rows.kind() == Expectation.Kind.FINAL);
    }

    static List<String> differences(SqlCase sqlCase, List<StepOutcome> outcomes, boolean isNative) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SqlCase.Step step = sqlCase.steps().get(i);
            String place = sqlCase.path() + ":" + step.firstLine() + ": ";
            compare(step, outcomes.get(i)).forEach(each -> differences.add(place + each));
            if (isNative) {
                checkRuntime(sqlCase, step, outcomes.get(i)).forEach(each -> differences.add(place + each));
            }
        }
        if (sqlCase.flinkDiffers().isEmpty() || isNative) {
            return differences;
        }
        return differences.isEmpty()
                ? List.of(sqlCase.path() + ": Flink gives the expected answer, so the line 'flink-differs: "
                        + sqlCase.flinkDiffers().get() + "' must go")
                : List.of();
    }

    /** Runs the statements in order, up to the first that fails without being expected to. */
    static List<StepOutcome> run(PlannedCase planned, EngineUnderTest engine) {
        List<StepOutcome> outcomes = new ArrayList<>();
        planned.deleteWritten();
        for (PlannedCase.PlannedStep step : planned.steps()) {
            StepOutcome outcome = run(step, engine);
            outcomes.add(outcome);
            if (outcome.isFailed() && !step.step().isFailureExpected()) {
                break;
            }
        }
        return outcomes;
    }

    private static StepOutcome run(PlannedCase.PlannedStep step, EngineUnderTest engine) {
        if (!step.failure().isEmpty()) {
            return StepOutcome.failed(step.failure());
        }
        PlannedStatement statement = step.planned().orElse(null);
        if (statement instanceof PlannedStatement.Immediate immediate) {
            TextTable table = new TextTable(immediate.columns(), immediate.rows());
            return new StepOutcome(new EngineUnderTest.Result(table, List.of(), 0, Optional.empty()), false, List.of());
        }
        if (!(statement instanceof PlannedStatement.Job job)) {
            return new StepOutcome(EngineUnderTest.Result.NOTHING, false, List.of());
        }
        try {
            boolean isUpdating = job instanceof PlannedStatement.SelectJob select && !select.isInsertOnly();
            return new StepOutcome(engine.run(job), isUpdating, List.of());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return StepOutcome.failed(PlannedCase.messages(interrupted));
        } catch (Exception failure) {
            return StepOutcome.failed(PlannedCase.messages(failure));
        }
    }

    private static List<String> compare(SqlCase.Step step, StepOutcome outcome) {
        if (step.isFailureExpected()) {
            return compareFailure(step, outcome);
        }
        if (outcome.isFailed()) {
            return List.of("failed: " + String.join("\n  caused by: ", outcome.failure()));
        }
        List<String> differences = new ArrayList<>();
        long lateRows = 0;
        boolean isAnswerExpected = false;
        for (Expectation expectation : step.expectations()) {
            if (expectation instanceof Expectation.Rows rows) {
                isAnswerExpected = true;
                compareRows(rows, outcome, differences);
            } else if (expectation instanceof Expectation.Printed printed) {
                comparePrinted(printed, outcome.result(), differences);
            } else if (expectation instanceof Expectation.LateRows late) {
                lateRows = late.count();
            }
        }
        if (step.isQuery() && !isAnswerExpected) {
            differences.add("the query has no expected answer; CorpusFill writes Flink's");
        }
        if (outcome.result().lateRows() != lateRows) {
            differences.add("expected " + lateRows + " late rows but "
                    + outcome.result().lateRows() + " were dropped");
        }
        return differences;
    }

    /** One of the texts must be in one of the messages; engines may say the same thing in other words. */
    private static List<String> compareFailure(SqlCase.Step step, StepOutcome outcome) {
        List<String> texts = step.expectations().stream()
                .filter(Expectation.Failure.class::isInstance)
                .map(expectation -> ((Expectation.Failure) expectation).text())
                .toList();
        String wanted = "must fail with: " + String.join("\n  or: ", texts);
        if (!outcome.isFailed()) {
            return List.of(wanted + "\nbut succeeded");
        }
        boolean isAsExpected =
                texts.stream().anyMatch(text -> outcome.failure().stream().anyMatch(message -> message.contains(text)));
        return isAsExpected
                ? List.of()
                : List.of(wanted + "\nbut failed with: " + String.join("\n  caused by: ", outcome.failure()));
    }

    private static void compareRows(Expectation.Rows expected, StepOutcome outcome, List<String> differences) {
        if (!expected.isFilled()) {
            differences.add("the answer is not written yet; CorpusFill writes Flink's");
            return;
        }
        boolean isUpdatingExpected = expected.kind() == Expectation.Kind.FINAL;
        if (outcome.isUpdating() != isUpdatingExpected) {
            differences.add("the query " + (outcome.isUpdating() ? "updates" : "only appends") + " but the case says "
                    + expected.kind().directive());
        }
        boolean isOrdered = expected.kind() == Expectation.Kind.ORDERED;
        TextTable want = isOrdered ? expected.table() : expected.table().sorted();
        TextTable got =
                isOrdered ? outcome.result().rows() : outcome.result().rows().sorted();
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
}
