package io.weir.library.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison came to.
 *
 * @param engines the names of the engines, the first being what the others are compared with
 * @param results one for each table that the script writes, and each SELECT
 */
public record ComparisonReport(List<String> engines, List<Result> results) {
    public ComparisonReport {
        engines = List.copyOf(engines);
        results = List.copyOf(results);
    }

    public boolean isEqual() {
        return results.stream().allMatch(Result::isEqual);
    }

    /**
     * One result of the script.
     *
     * @param line of the statement
     * @param name the table, or {@code SELECT}
     * @param slices what was read
     * @param columns what was compared, in order
     * @param excluded columns that hang on a clock or on chance, with the function
     * @param tolerance how far DOUBLE and FLOAT values may be apart; 0 where there are none
     * @param rows how many rows each engine gave
     * @param pairs the first engine against each of the others
     */
    public record Result(
            int line,
            String name,
            List<SliceRows> slices,
            List<String> columns,
            List<String> excluded,
            double tolerance,
            List<EngineRows> rows,
            List<Pair> pairs) {
        public Result {
            slices = List.copyOf(slices);
            columns = List.copyOf(columns);
            excluded = List.copyOf(excluded);
            rows = List.copyOf(rows);
            pairs = List.copyOf(pairs);
        }

        public boolean isEqual() {
            return pairs.stream().allMatch(pair -> pair.differences().isEmpty());
        }

        /** What makes equal answers say little, for people: sources without rows, and results without rows. */
        public List<String> remarks() {
            List<String> remarks = new ArrayList<>();
            if (rows.stream().allMatch(each -> each.rows() == 0)) {
                remarks.add("no rows: nothing was compared for " + name);
            }
            slices.stream()
                    .filter(slice -> slice.rows() == 0)
                    .forEach(slice -> remarks.add("no rows: nothing was read of " + slice.table()));
            return remarks;
        }
    }

    /**
     * What was read of a table.
     *
     * @param end why that was all, for people; empty if there is no more
     */
    public record SliceRows(String table, long rows, String end) {}

    /**
     * What an engine gave, and how long it took.
     *
     * @param lateRows how many rows came too late for their windows; -1 if the engine does not say
     */
    public record EngineRows(String engine, long rows, double seconds, long lateRows) {}

    /**
     * Two engines side by side.
     *
     * @param equalRows the rows that both gave
     * @param differentKeys how many keys differ
     * @param differences the first of them
     */
    public record Pair(String left, String right, long equalRows, long differentKeys, List<Difference> differences) {
        public Pair {
            differences = List.copyOf(differences);
        }
    }

    /** A column and its cell. */
    public record Cell(String column, String value) {}

    /**
     * A key whose rows differ.
     *
     * @param key none if the rows have no key that is known
     * @param left the rows that only the left engine gave
     * @param right the rows that only the right engine gave
     * @param inputs the rows of the slices of which they are made
     */
    public record Difference(List<Cell> key, List<List<Cell>> left, List<List<Cell>> right, List<Inputs> inputs) {
        public Difference {
            key = List.copyOf(key);
            left = left.stream().map(List::copyOf).toList();
            right = right.stream().map(List::copyOf).toList();
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Rows of one table that a result is made of.
     *
     * @param isTraced whether they were found; otherwise no column of the key is a column of this table
     * @param count how many there are
     * @param rows the first of them
     */
    public record Inputs(String table, boolean isTraced, long count, List<List<Cell>> rows) {
        public Inputs {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
