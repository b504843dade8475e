package io.weir.testing.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The comparison of an output with the oracle, row by row.
 *
 * @param output what was counted
 * @param expected the number of rows that there should be
 * @param found the number of rows that there are
 * @param lost rows that are missing
 * @param doubled rows whose key was there already
 * @param wrong rows with another value, or with a key that nobody has written
 * @param examples some of them
 */
record Audit(String output, long expected, long found, long lost, long doubled, long wrong, List<String> examples) {
    private static final int EXAMPLES_MAX = 5;

    static Audit of(String output, Map<String, String> expected, List<Output.Row> rows) {
        Map<String, String> missing = new HashMap<>(expected);
        List<String> examples = new ArrayList<>();
        long doubled = 0;
        long wrong = 0;
        for (Output.Row row : rows) {
            String right = expected.get(row.key());
            boolean isFirst = missing.remove(row.key()) != null;
            if (!row.value().equals(right)) {
                wrong++;
                note(examples, "wrong " + row + ", should be " + right);
            } else if (!isFirst) {
                doubled++;
                note(examples, "doubled " + row);
            }
        }
        missing.forEach((key, value) -> note(examples, "lost " + key + " = " + value));
        return new Audit(output, expected.size(), rows.size(), missing.size(), doubled, wrong, examples);
    }

    private static void note(List<String> examples, String example) {
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(example);
        }
    }

    /** True if waiting for more rows makes no sense. */
    boolean isThere() {
        return lost == 0 && wrong == 0;
    }

    boolean isRight() {
        return lost == 0 && doubled == 0 && wrong == 0;
    }

    @Override
    public String toString() {
        return "%s: %d rows of %d, %d lost, %d doubled, %d wrong%s"
                .formatted(output, found, expected, lost, doubled, wrong, examples.isEmpty() ? "" : " " + examples);
    }
}
