package io.weir.testing.sql;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * Lets Flink answer the expressions of {@code engine/src/test/resources/expression}: for each {@code NAME.sql} given on
 * the command line it writes {@code NAME.json}, with the rows, the plan that Flink compiled and the value of each
 * expression for each row.
 *
 * <p>The lines of {@code rows.json} are the input; {@code columns.sql} declares it. Each line of {@code NAME.sql} is an
 * expression; a line that begins with ! is one that fails for some row.
 */
public final class ExpressionFill {
    private static final String ZONE = "America/New_York";
    private static final String DATA_NAME = "rows.json";

    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    private final PrintStream messages;
    private final List<String> suites = new ArrayList<>();
    private final Path data;
    private int sinkCount;

    private ExpressionFill(Path folder, PrintStream messages) throws IOException {
        this.messages = messages;
        data = folder.resolve(DATA_NAME).toAbsolutePath();
        tables.getConfig().set("parallelism.default", "1");
        tables.getConfig().set("table.local-time-zone", ZONE);
        tables.executeSql("CREATE TABLE t (" + Files.readString(folder.resolve("columns.sql"))
                + ") WITH ('connector' = 'filesystem', 'format' = 'json',"
                + " 'json.timestamp-format.standard' = 'ISO-8601', 'path' = '" + data + "')");
    }

    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            Path file = Path.of(argument);
            Path folder = file.toAbsolutePath().getParent();
            String name = String.valueOf(file.getFileName()).replace(".sql", ".json");
            if (folder == null) {
                throw new IllegalArgumentException(argument + " is in no folder");
            }
            String json = new ExpressionFill(folder, System.err).fill(Files.readAllLines(file));
            Files.writeString(folder.resolve(name), json);
        }
    }

    private String fill(List<String> lines) throws Exception {
        List<String> answered = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("!")) {
                fillFailing(line.substring(1).strip());
            } else if (!line.isBlank()) {
                answered.add(line.strip());
            }
        }
        fillAnswered(answered);
        List<String> fields = new ArrayList<>();
        for (Column column : tables.from("t").getResolvedSchema().getColumns()) {
            String type = column.getDataType().getLogicalType().asSerializableString();
            fields.add("{\"name\": " + quote(column.getName()) + ", \"type\": " + quote(type) + "}");
        }
        List<String> rows = new ArrayList<>();
        for (Row row : collect("SELECT * FROM t")) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                values.add(quote(text(row.getField(i))));
            }
            rows.add(values.toString());
        }
        return "{\n\"zone\": " + quote(ZONE) + ",\n\"fields\": [\n" + String.join(",\n", fields) + "\n],\n\"rows\": [\n"
                + String.join(",\n", rows) + "\n],\n\"suites\": [\n" + String.join(",\n", suites) + "\n]\n}\n";
    }

    private void fillFailing(String expression) throws Exception {
        String plan = plan(List.of(expression));
        try {
            collect(select(List.of(expression)));
            messages.println("does not fail: " + expression);
        } catch (Exception e) {
            suites.add("{\"cases\": [\n{\"sql\": " + quote(expression) + "}\n],\n\"error\": " + quote(rootMessage(e))
                    + ",\n\"plan\": " + plan + "}");
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Fills all expressions with one plan; if one of them is wrong, it is searched for and left out. */
    private void fillAnswered(List<String> expressions) {
        if (expressions.isEmpty()) {
            return;
        }
        try {
            String plan = plan(expressions);
            List<Row> answers = collect(select(expressions));
            List<String> cases = new ArrayList<>();
            for (int i = 0; i < expressions.size(); i++) {
                List<String> values = new ArrayList<>();
                for (Row row : answers) {
                    values.add(quote(text(row.getField(i))));
                }
                cases.add("{\"sql\": " + quote(expressions.get(i)) + ", \"expected\": " + values + "}");
            }
            suites.add("{\"cases\": [\n" + String.join(",\n", cases) + "\n],\n\"plan\": " + plan + "}");
        } catch (Exception e) {
            if (expressions.size() == 1) {
                messages.println("left out: " + expressions.get(0) + ": " + rootMessage(e));
                return;
            }
            int half = expressions.size() / 2;
            fillAnswered(expressions.subList(0, half));
            fillAnswered(expressions.subList(half, expressions.size()));
        }
    }

    private static String select(List<String> expressions) {
        List<String> fields = new ArrayList<>();
        for (String expression : expressions) {
            fields.add(expression + " AS c" + fields.size());
        }
        return "SELECT " + String.join(", ", fields) + " FROM t";
    }

    /** The compiled plan on one line, without the place of the data. */
    private String plan(List<String> expressions) {
        String sink = "sink" + sinkCount++;
        List<String> columns = new ArrayList<>();
        for (Column column :
                tables.sqlQuery(select(expressions)).getResolvedSchema().getColumns()) {
            String type = column.getDataType().getLogicalType().asSerializableString();
            columns.add(column.getName() + " " + type.replace(" NOT NULL", ""));
        }
        tables.executeSql(
                "CREATE TABLE " + sink + " (" + String.join(", ", columns) + ") WITH ('connector' = 'blackhole')");
        String json = tables.compilePlanSql("INSERT INTO " + sink + " " + select(expressions))
                .asJsonString();
        return json.replaceAll("\\R\\s*", "").replace(data.toString(), DATA_NAME);
    }

    private List<Row> collect(String sql) throws Exception {
        List<Row> rows = new ArrayList<>();
        CloseableIterator<Row> iterator = tables.executeSql(sql).collect();
        try {
            iterator.forEachRemaining(rows::add);
        } finally {
            iterator.close();
        }
        return rows;
    }

    /** A value as {@code ColumnText} of the engine's tests reads it. */
    private static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString().replace("Z", "");
        } else if (value instanceof Duration duration) {
            return Long.toString(duration.toMillis());
        } else if (value instanceof Period period) {
            return Long.toString(period.toTotalMonths());
        } else if (value instanceof Object[] array) {
            return texts(array).toString();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(text(key)), String.valueOf(text(item))));
            return sorted.toString();
        } else if (value instanceof Row row) {
            Object[] fields = new Object[row.getArity()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = row.getField(i);
            }
            return "(" + String.join(", ", texts(fields)) + ")";
        }
        return value.toString();
    }

    private static List<String> texts(@Nullable Object[] values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(String.valueOf(text(value)));
        }
        return texts;
    }

    private static String quote(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
