package io.weir.cli.run;

import io.weir.connector.console.ResultFormat;
import io.weir.flink.PlannedStatement;
import java.util.List;
import java.util.Locale;

/** The result of SHOW, DESCRIBE and EXPLAIN as text: few rows, all of them text. */
final class ImmediateTable {
    private ImmediateTable() {}

    static String render(PlannedStatement.Immediate result, ResultFormat format) {
        if (result.columns().size() == 1 && result.rows().size() == 1 && format == ResultFormat.TABLE) {
            return result.rows().get(0).get(0) + System.lineSeparator();
        }
        return switch (format) {
            case TABLE -> table(result);
            case JSON -> json(result);
            case CSV -> csv(result);
        };
    }

    private static String table(PlannedStatement.Immediate result) {
        int[] widths = result.columns().stream().mapToInt(String::length).toArray();
        for (List<String> row : result.rows()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, result.columns(), widths);
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
        }
        text.append(System.lineSeparator());
        result.rows().forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "" : " | ");
            text.append(
                    i == widths.length - 1
                            ? cells.get(i)
                            : String.format(Locale.ROOT, "%-" + Math.max(1, widths[i]) + "s", cells.get(i)));
        }
        text.append(System.lineSeparator());
    }

    private static String json(PlannedStatement.Immediate result) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : result.rows()) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "{" : ",")
                        .append(quoted(result.columns().get(i)))
                        .append(':')
                        .append(quoted(row.get(i)));
            }
            text.append('}').append('\n');
        }
        return text.toString();
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    private static String csv(PlannedStatement.Immediate result) {
        StringBuilder text = new StringBuilder();
        csvLine(text, result.columns());
        result.rows().forEach(row -> csvLine(text, row));
        return text.toString();
    }

    private static void csvLine(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(cells.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        text.append('\n');
    }
}
