package io.weir.cli.top;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns that are as wide as they have to be. */
final class TextTable {
    private static final String GAP = "  ";
    private static final String ESCAPE = "\u001b\\[[0-9;]*m";

    private final boolean[] isRight;
    private final List<String[]> rows = new ArrayList<>();

    /** @param heads the heads; those of columns that stand to the right begin with {@code >} */
    TextTable(String... heads) {
        isRight = new boolean[heads.length];
        String[] names = new String[heads.length];
        for (int i = 0; i < heads.length; i++) {
            isRight[i] = heads[i].startsWith(">");
            names[i] = isRight[i] ? heads[i].substring(1) : heads[i];
        }
        rows.add(names);
    }

    void add(String... cells) {
        rows.add(cells);
    }

    /** The lines, the heads first. */
    List<String> lines() {
        int[] widths = new int[isRight.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String space = " ".repeat(widths[i] - width(row[i]));
            line.append(i == 0 ? "" : GAP).append(isRight[i] ? space + row[i] : row[i] + space);
        }
        return line.toString().stripTrailing();
    }

    /** What is seen of a text: colours have no width. */
    private static int width(String text) {
        String seen = text.replaceAll(ESCAPE, "");
        return seen.codePointCount(0, seen.length());
    }

    @Override
    public String toString() {
        return Arrays.toString(lines().toArray());
    }
}
