package io.weir.testing.sql;

import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.library.compare.CellOrder;
import io.weir.library.compare.FinalRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of canonical cells, see {@link io.weir.library.compare.CanonicalCell}: what an engine answered, or what a
 * case expects.
 *
 * @param columns the names of the columns
 * @param rows the rows; each has one cell for each column
 */
public record TextTable(List<String> columns, List<List<String>> rows) {

    /** An answer that nobody has written yet. */
    public static final TextTable EMPTY = new TextTable(List.of(), List.of());

    public TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has " + row.size() + " cells but the table has " + columns.size() + " columns: " + row);
            }
        }
    }

    /** What a job left. */
    static TextTable of(Job job, FinalRows rows) {
        return job instanceof SelectJob select
                ? new TextTable(
                        select.columns().stream().map(ResultColumn::name).toList(), rows.rows())
                : EMPTY;
    }

    /** The same rows, ordered by their cells from left to right: numbers by value, all else by its text. */
    public TextTable sorted() {
        List<List<String>> ordered = new ArrayList<>(rows);
        ordered.sort(CellOrder.ORDER);
        return new TextTable(columns, ordered);
    }

    /** The lines of this table as a comment block, columns aligned. */
    public List<String> toLines(Expectation.Layout layout) {
        List<List<String>> grid = layout == Expectation.Layout.ROWS ? asRows() : asColumns();
        int width = grid.isEmpty() ? 0 : grid.get(0).size();
        int[] widths = new int[width];
        for (List<String> line : grid) {
            for (int i = 0; i < width; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : grid) {
            StringBuilder text = new StringBuilder("|");
            for (int i = 0; i < width; i++) {
                String cell = line.get(i);
                text.append(' ').append(cell);
                text.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())))
                        .append(" |");
            }
            lines.add(text.toString());
        }
        return lines;
    }

    /** Reads the lines of {@link #toLines}; the spaces that align the cells carry no meaning. */
    public static TextTable ofLines(List<String> lines, Expectation.Layout layout) {
        List<List<String>> grid = new ArrayList<>();
        for (String line : lines) {
            grid.add(splitCells(line));
        }
        if (layout == Expectation.Layout.ROWS) {
            return new TextTable(grid.get(0), grid.subList(1, grid.size()));
        }
        List<String> names = new ArrayList<>();
        int rowCount = grid.get(0).size() - 1;
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < rowCount; r++) {
            rows.add(new ArrayList<>());
        }
        for (List<String> line : grid) {
            if (line.size() != rowCount + 1) {
                throw new IllegalArgumentException("Expected " + rowCount + " values after the name: " + line);
            }
            names.add(line.get(0));
            for (int r = 0; r < rowCount; r++) {
                rows.get(r).add(line.get(r + 1));
            }
        }
        return new TextTable(names, rows);
    }

    private List<List<String>> asRows() {
        List<List<String>> grid = new ArrayList<>();
        grid.add(columns);
        grid.addAll(rows);
        return grid;
    }

    private List<List<String>> asColumns() {
        List<List<String>> grid = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            List<String> line = new ArrayList<>();
            line.add(columns.get(c));
            for (List<String> row : rows) {
                line.add(row.get(c));
            }
            grid.add(line);
        }
        return grid;
    }

    private static List<String> splitCells(String line) {
        String text = line.strip();
        if (text.length() < 2 || text.charAt(0) != '|' || text.charAt(text.length() - 1) != '|') {
            throw new IllegalArgumentException("A line of a table starts and ends with '|': " + line);
        }
        List<String> cells = new ArrayList<>();
        int start = 1;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '|') {
                cells.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return cells;
    }
}
