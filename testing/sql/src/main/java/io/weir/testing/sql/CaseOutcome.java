package io.weir.testing.sql;

import io.weir.library.compare.RowsDifference;
import java.util.List;
import java.util.Optional;

/**
 * What the last statement of a case came to on an engine, for a comparison of two engines.
 *
 * @param isRefused whether the statement could not even be planned
 * @param failure the messages of the failure, a line each; empty if there was none
 */
public record CaseOutcome(TextTable rows, String failure, boolean isRefused, Optional<String> handedToFlink) {

    /** Runs a case. */
    public static CaseOutcome of(PlannedCase planned, EngineUnderTest engine) {
        List<PlannedCase.PlannedStep> steps = planned.steps();
        boolean isPlanned = steps.size() == planned.sqlCase().steps().size()
                && steps.stream().allMatch(step -> step.failure().isEmpty());
        if (!isPlanned) {
            String why = String.join("\n", steps.get(steps.size() - 1).failure());
            return new CaseOutcome(TextTable.EMPTY, why, true, Optional.empty());
        }
        List<SqlCaseRunner.StepOutcome> outcomes = SqlCaseRunner.run(planned, engine);
        SqlCaseRunner.StepOutcome last = outcomes.get(outcomes.size() - 1);
        return new CaseOutcome(
                last.result().rows().sorted(),
                String.join("\n", last.failure()),
                false,
                last.result().handedToFlink());
    }

    public int rowCount() {
        return rows.rows().size();
    }

    /** How another engine's outcome differs from this one, in words; the wording of failures may. */
    public Optional<String> difference(CaseOutcome actual) {
        if (failure.isEmpty() != actual.failure.isEmpty()) {
            return Optional.of(
                    failure.isEmpty()
                            ? "failed, and Flink did not: " + actual.failure
                            : "did not fail, and Flink did: " + failure);
        }
        if (!rows.columns().equals(actual.rows.columns())) {
            return Optional.of("other columns: " + rows.columns() + " and " + actual.rows.columns());
        }
        RowsDifference difference = RowsDifference.of(rows.rows(), actual.rows.rows());
        if (difference.isEqual()) {
            return Optional.empty();
        }
        return Optional.of("expected:\n" + String.join("\n", rows.toLines(Expectation.Layout.ROWS)) + "\nbut was:\n"
                + String.join("\n", actual.rows.toLines(Expectation.Layout.ROWS)));
    }
}
