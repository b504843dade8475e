package io.weir.testing.sql;

import io.weir.testing.kit.PostgresServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a contract, and the tables from which they come and in which they end: files and tables of a database
 * that the test writes and reads by itself.
 */
final class ContractRows {
    /** The columns of every table of a contract, but for those of one column. */
    static final String COLUMNS = "id BIGINT NOT NULL, name STRING, amount DECIMAL(20, 4), ratio DOUBLE,"
            + " seen TIMESTAMP(3), flag BOOLEAN";

    static final int PLAIN_ROWS = 200;
    static final int LONG_TEXT = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final int FILES = 4;

    private ContractRows() {}

    /** A row. */
    record Line(
            @Nullable Long id,
            @Nullable String name,
            @Nullable BigDecimal amount,
            @Nullable Double ratio,
            @Nullable LocalDateTime seen,
            @Nullable Boolean flag) {

        Line withNameOnly() {
            return new Line(null, name, null, null, null, null);
        }

        Line withName(@Nullable String other) {
            return new Line(id, other, amount, ratio, seen, flag);
        }

        @Override
        public String toString() {
            String shown = name == null || name.length() < 100 ? name : name.length() + " characters";
            return id + "|" + shown + "|" + amount + "|" + ratio + "|" + seen + "|" + flag;
        }
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value).setScale(4, RoundingMode.UNNECESSARY);
    }

    /** Row number so and so: each has other values. */
    private static Line plain(int number) {
        return new Line(
                (long) number,
                "name " + number,
                BigDecimal.valueOf(number, 4),
                number / 8.0,
                LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(number).plusNanos(number * 1_000_000L),
                number % 2 == 0);
    }

    /** Rows as they usually are, and odd ones. */
    static List<Line> all() {
        List<Line> rows = new ArrayList<>();
        for (int i = 1; i <= PLAIN_ROWS; i++) {
            rows.add(plain(i));
        }
        LocalDateTime late = LocalDateTime.parse("9999-12-31T23:59:59.999");
        rows.add(new Line(-1L, null, null, null, null, null));
        rows.add(plain(-2).withName("\"quoted\", 'single' \\ back; semi|pipe\ttab"));
        rows.add(plain(-3).withName("gr\u00fcn \u65e5\u672c \ud83d\ude00 \u202eright"));
        rows.add(plain(-4).withName("two\nlines"));
        rows.add(plain(-5).withName(" spaces "));
        rows.add(plain(-6).withName("x".repeat(LONG_TEXT)));
        rows.add(new Line(Long.MAX_VALUE, "max", decimal("9999999999999999.9999"), Double.MAX_VALUE, late, true));
        rows.add(new Line(
                Long.MIN_VALUE,
                "min",
                decimal("-9999999999999999.9999"),
                Double.MIN_VALUE,
                LocalDateTime.parse("1969-12-31T23:59:59.999"),
                false));
        return rows;
    }

    /** Writes rows as lines of JSON into some files of a folder. */
    static void write(Path folder, List<Line> rows) throws IOException {
        Files.createDirectories(folder);
        for (int file = 0; file < FILES && !rows.isEmpty(); file++) {
            StringBuilder lines = new StringBuilder();
            for (int i = file; i < rows.size(); i += FILES) {
                lines.append(json(rows.get(i))).append('\n');
            }
            Files.writeString(folder.resolve("rows-" + file + ".json"), lines);
        }
    }

    static String json(Line row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        fields.put("name", row.name());
        fields.put("amount", row.amount());
        fields.put("ratio", row.ratio());
        fields.put("seen", row.seen() == null ? null : TIME.format(row.seen()));
        fields.put("flag", row.flag());
        return JSON.writeValueAsString(fields);
    }

    /** A plain row as the format csv has it. */
    static String csv(Line row) {
        return row.id() + "," + row.name() + "," + row.amount() + "," + row.ratio() + "," + TIME.format(row.seen())
                + "," + row.flag();
    }

    /** A table of the files of a folder, each of whose rows has another id. */
    static String files(String name, Path folder) {
        return "CREATE TABLE " + name + " (" + COLUMNS
                + ", PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
                + folder.toUri() + "');\n";
    }

    /** A table of files that takes rows of any table. */
    static String ledger(Path folder) {
        return files("ledger", folder).replace(" NOT NULL", "").replace(", PRIMARY KEY (id) NOT ENFORCED", "");
    }

    /** The rows in the visible files of a folder. */
    static List<Line> read(Path folder) throws IOException {
        List<Line> rows = new ArrayList<>();
        for (Path file : visible(folder)) {
            for (String line : Files.readAllLines(file)) {
                rows.add(parse(line));
            }
        }
        return sorted(rows.stream());
    }

    /** The files of a folder whose names do not hide them. */
    static List<Path> visible(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).matches("[._].*"))
                    .toList();
        }
    }

    /** Makes a table in the database that has the columns of the contract. */
    static String newDatabaseTable(boolean hasKey) {
        String table = PostgresServer.newName("contract");
        PostgresServer.shared()
                .execute("CREATE TABLE " + table + " (id BIGINT" + (hasKey ? " PRIMARY KEY" : "")
                        + ", name TEXT, amount NUMERIC(20, 4), ratio FLOAT8, seen TIMESTAMP(3), flag BOOLEAN)");
        return table;
    }

    /** The same for SQL of ours. */
    static String database(String name, String table, boolean hasKey) {
        return "CREATE TABLE " + name + " (" + COLUMNS + (hasKey ? ", PRIMARY KEY (id) NOT ENFORCED" : "")
                + ") WITH ('connector' = 'jdbc', 'url' = '"
                + PostgresServer.shared().url() + "', 'table-name' = '"
                + table + "', 'filter.handling.policy' = 'never');\n";
    }

    /** The rows that the database has. */
    static List<Line> readDatabase(String table) {
        return sorted(PostgresServer.shared().query("SELECT row_to_json(t) FROM " + table + " AS t").stream()
                .map(ContractRows::parse));
    }

    private static Line parse(String line) {
        JsonNode row = JSON.readTree(line);
        return new Line(
                isNull(row, "id") ? null : Long.valueOf(row.path("id").asLong()),
                isNull(row, "name") ? null : row.path("name").asString(),
                isNull(row, "amount") ? null : decimal(row.path("amount").asString()),
                isNull(row, "ratio") ? null : Double.valueOf(row.path("ratio").asString()),
                isNull(row, "seen")
                        ? null
                        : LocalDateTime.parse(row.path("seen").asString().replace(' ', 'T')),
                isNull(row, "flag") ? null : Boolean.valueOf(row.path("flag").asBoolean()));
    }

    private static boolean isNull(JsonNode row, String field) {
        return row.path(field).isNull() || row.path(field).isMissingNode();
    }

    static List<Line> sorted(Stream<Line> rows) {
        return rows.sorted((a, b) -> key(a).compareTo(key(b))).toList();
    }

    private static String key(Line row) {
        return row.id() + " " + Objects.requireNonNullElse(row.name(), "");
    }
}
