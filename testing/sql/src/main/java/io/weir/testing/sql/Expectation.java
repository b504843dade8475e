package io.weir.testing.sql;

import java.util.List;

/** What a case expects of one statement; several may be given for one. */
public sealed interface Expectation {

    /** The 1-based line of the directive in its file. */
    int line();

    /**
     * The rows of a query, or of one table that an INSERT writes with the {@code print} connector.
     *
     * @param kind whether the query may only append, or updates what it has answered before
     * @param layout how the block is written in the file
     * @param table the expected answer
     * @param isFilled false for a block without a header, which waits for {@link CorpusFill}
     */
    record Rows(Kind kind, Layout layout, TextTable table, boolean isFilled, int line) implements Expectation {}

    /** Lines that the {@code print} connector wrote, changes folded; compared as a multiset. */
    record Printed(List<String> lines, boolean isFilled, int line) implements Expectation {
        public Printed {
            lines = List.copyOf(lines);
        }
    }

    /** The statement fails, and one of the messages of the failure contains this text, or that of another of these. */
    record Failure(String text, int line) implements Expectation {}

    /** The number of rows that window operators dropped as late; a statement without it must drop none. */
    record LateRows(long count, int line) implements Expectation {}

    /** What the answer of a query is. */
    enum Kind {
        /** Only insertions: compared as a multiset of rows. */
        APPEND("expect"),
        /** Insertions, updates and deletions: compared as the table that is left at the end. */
        FINAL("expect-final"),
        /** Only insertions, and their order matters. */
        ORDERED("expect-ordered");

        private final String directive;

        Kind(String directive) {
            this.directive = directive;
        }

        public String directive() {
            return directive;
        }
    }

    /** How rows are written in a case. */
    enum Layout {
        /** A header line with the column names, then a line for each row. */
        ROWS,
        /** A line for each column: its name, then its value in each row. Good for many columns and few rows. */
        COLUMNS
    }
}
